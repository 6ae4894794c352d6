package io.hourbook.rehearsal;

import java.math.BigDecimal;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much money moves, in the base currency, from the lines of a stage's documents. A line's place is its group, what it is of, and
 * its account. Of each entry, and of each group's lines that gather many entries, the larger counts of what its places gain and what they
 * lose: a price that rises by 5 moves 5, and an entry of 100 that goes to another client moves 100.
 */
final class MoneyMoved {

    private static final String SIGNED = "if(d.type in ('credit-note', 'vendor-credit'), -1, 1) * coalesce(l.base_amount, l.amount)";
    private static final String MOVED = """
            select coalesce(sum(greatest(gain, loss)), 0) from (
                select sum(greatest(difference, 0)) as gain, -sum(least(difference, 0)) as loss from (
                    select coalesce(concat(pay, ' ', entry_id), concat('group ', group_id)) as whose, sum(amount) as difference from (
                        select d.group_id, l.line_key, l.entry_id, l.account, d.type in ('vendor-bill', 'vendor-credit') as pay, -(%1$s) as amount
                        from before_document d join before_line l on l.document_id = d.id where l.amount is not null
                        union all
                        select d.group_id, l.line_key, l.entry_id, l.account, d.type in ('vendor-bill', 'vendor-credit'), %1$s
                        from document d join document_line l on l.document_id = d.id where l.amount is not null and l.until_revision is null) places
                    group by whose, group_id, line_key, account having difference <> 0) differences
                group by whose) moved""".formatted(SIGNED);

    private MoneyMoved() {}

    /** @return 0 or more */
    static BigDecimal in(JdbcTemplate jdbc) {
        return jdbc.queryForObject(MOVED, BigDecimal.class);
    }
}
