package io.hourbook.run;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** That documents are the sums of their lines, and that every allocation stands on exactly one live line of its group. */
final class DocumentLaws {

    /** Groups in one statement: a large month of a large client has some ten thousand lines. */
    private static final int GROUPS_AT_ONCE = 50;

    private final JdbcTemplate jdbc;

    DocumentLaws(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Journals balance and totals are the sums of their lines, in every document that a run touched, or in all. */
    void totals(List<String> broken, Extent extent, int runId) {
        RowCallbackHandler wrong = row -> broken.add(
                row.getString("reference") + ": total " + row.getBigDecimal("total").toPlainString() + " is not the sum of its "
                        + row.getLong("line_count") + " lines, " + row.getBigDecimal("amount").toPlainString());
        String statement = """
                select d.reference, d.type, d.total, d.line_count, count(l.id) as lines_there, coalesce(sum(l.amount), 0) as amount,
                    coalesce(sum(greatest(l.amount, 0)), 0) as debit
                from document d left join document_line l on l.document_id = d.id and l.until_revision is null
                %s group by d.id, d.reference, d.type, d.total, d.line_count
                having lines_there <> d.line_count
                    or d.type = 'journal-entry' and (amount <> 0 or debit <> d.total)
                    or d.type <> 'journal-entry' and amount <> d.total""";
        if (extent.whole()) {
            jdbc.query(statement.formatted(""), wrong);
        } else {
            jdbc.query(statement.formatted("where d.changed_run_id = ?"), wrong, runId);
        }
    }

    /** What is charged or owed entry by entry stands on one live line of its group's documents, credits taken off, and nothing else does. */
    void lines(List<String> broken, Extent extent) {
        List<Integer> groups = extent.whole()
                ? jdbc.queryForList("select id from document_group order by id", Integer.class)
                : List.copyOf(extent.groups());
        long astray = 0;
        for (int from = 0; from < groups.size(); from += GROUPS_AT_ONCE) {
            astray += astray(groups.subList(from, Math.min(groups.size(), from + GROUPS_AT_ONCE)));
        }
        if (extent.whole()) {
            astray += jdbc.queryForObject(
                    """
                    select (select count(*) from bill_allocation where group_id not in (select id from document_group))
                        + (select count(*) from pay_allocation where group_id not in (select id from document_group))
                        + (select count(*) from drawing where rest_group_id not in (select id from document_group))""",
                    Long.class);
        }
        if (astray > 0) {
            broken.add(astray + " allocations do not stand on exactly one live line");
        }
    }

    private long astray(List<Integer> groups) {
        // numbers only: what is what is told by a digit, so that nothing is put together letter by letter
        String in = groups.toString().replace('[', '(').replace(']', ')');
        Long astray = jdbc.queryForObject(
                """
                select count(*) from (
                    select group_id, entry_id, what, sum(times) as difference from (
                        select group_id, entry_id, 0 as what, 1 as times from bill_allocation where group_id in %1$s and state = 'allocated'
                        union all select rest_group_id, entry_id, 1, 1 from drawing where rest_group_id in %1$s
                        union all select group_id, entry_id, 0, 1 from pay_allocation where group_id in %1$s and state = 'allocated'
                        union all select d.group_id, l.entry_id,
                                if(l.line_key = concat('entry ', l.entry_id), 0, if(l.line_key = concat('rest ', l.entry_id), 1, 2)),
                                if(d.type in ('credit-note', 'vendor-credit'), 1, -1)
                            from document d straight_join document_line l on l.document_id = d.id
                            where d.group_id in %1$s and l.entry_id is not null and l.until_revision is null) every
                    group by group_id, entry_id, what having difference <> 0) wrong""".formatted(in),
                Long.class);
        return astray == null ? 0 : astray;
    }
}
