package io.hourbook.expense;

import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The laws of conservation of money spent, from the tables alone: on either side what was spent is allocated, held or excluded, and what
 * is owed or charged stands on one live line, at its amount.
 */
public final class ExpenseLaws {

    private static final int GROUPS_AT_ONCE = 50;

    private final JdbcTemplate jdbc;

    public ExpenseLaws(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What one side comes to in one currency, as decimal strings. */
    public record Side(String allocated, String held, String excluded) {}

    /** What was spent in one currency. Of what a rate pays, units without a rate count nothing yet. */
    public record Spent(String received, Side pay, Side bill) {}

    /**
     * Where expenses stand.
     *
     * @param held     expenses by their first reason
     * @param excluded expenses by their first reason
     * @param money    by the currency that was spent
     */
    public record Figures(Map<String, Long> held, Map<String, Long> excluded, Map<String, Spent> money) {}

    /**
     * What the tables say.
     *
     * @param figures null for a company without expenses
     * @param waiting how many are not allocated on both sides yet
     * @param wrong   one sentence for each law that does not hold
     */
    public record Found(Figures figures, long waiting, List<String> wrong) {

        public static final Found NOTHING = new Found(null, 0, List.of());
    }

    /** @param groups of documents to look at, or null: all */
    public Found look(Collection<Integer> groups) {
        if (!Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select 1 from expense) or exists (select 1 from expense_group)", Boolean.class))) {
            return Found.NOTHING;
        }
        List<String> wrong = new ArrayList<>();
        lines(groups, wrong);
        allocations(wrong);
        long waiting = waiting();
        Map<String, Spent> money = money(waiting == 0 ? wrong : new ArrayList<>());
        return new Found(new Figures(counts("held"), counts("excluded"), money), waiting, wrong);
    }

    /** An expense is told under its first reason; the pay side's where both have one. */
    private Map<String, Long> counts(String state) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.query(
                """
                select reason, count(*) from (
                    select a.expense_id, a.reason, row_number() over (partition by a.expense_id order by a.side desc) as place
                    from expense_allocation a where a.state = ?) first
                where place = 1 group by reason""",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                state);
        return counts;
    }

    private long waiting() {
        return jdbc.queryForObject(
                """
                select count(*) from expense e left join expense_allocation p on p.expense_id = e.id and p.side = 'pay'
                    left join expense_allocation b on b.expense_id = e.id and b.side = 'bill'
                where not e.deleted and (p.state is null or b.state is null)""",
                Long.class);
    }

    private void allocations(List<String> wrong) {
        Long astray = jdbc.queryForObject(
                """
                select count(*) from expense_allocation a left join expense e on e.id = a.expense_id
                where e.id is null or e.deleted or e.amount is not null and (a.cost is null or a.cost <> e.amount or a.cost_currency <> e.currency)""",
                Long.class);
        if (astray > 0) {
            wrong.add(astray + " sides of expenses are of no live expense, or of another amount than it has");
        }
    }

    /** @param wrong where sums that do not add up are told; what still waits to be allocated is missing in them, and is told apart */
    private Map<String, Spent> money(List<String> wrong) {
        Map<String, BigDecimal> received = new TreeMap<>();
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        jdbc.query(
                """
                select coalesce(e.currency, a.cost_currency), sum(coalesce(e.amount, a.cost)) from expense e
                    left join expense_allocation a on a.expense_id = e.id and a.side = 'pay'
                where not e.deleted and coalesce(e.currency, a.cost_currency) is not null group by 1""",
                row -> {
                    received.put(row.getString(1), row.getBigDecimal(2));
                });
        jdbc.query(
                "select cost_currency, side, state, sum(cost) from expense_allocation where cost_currency is not null group by 1, 2, 3",
                row -> {
                    sums.put(row.getString(1) + " " + row.getString(2) + " " + row.getString(3), row.getBigDecimal(4));
                });
        Map<String, Spent> money = new LinkedHashMap<>();
        received.forEach((currency, amount) -> money.put(currency, new Spent(
                Money.plain(amount, currency), side(currency, "pay", amount, sums, wrong), side(currency, "bill", amount, sums, wrong))));
        return money;
    }

    private static Side side(String currency, String name, BigDecimal received, Map<String, BigDecimal> sums, List<String> wrong) {
        BigDecimal allocated = sums.getOrDefault(currency + " " + name + " allocated", BigDecimal.ZERO);
        BigDecimal held = sums.getOrDefault(currency + " " + name + " held", BigDecimal.ZERO);
        BigDecimal excluded = sums.getOrDefault(currency + " " + name + " excluded", BigDecimal.ZERO);
        if (allocated.add(held).add(excluded).compareTo(received) != 0) {
            wrong.add("expenses, " + name + " side: " + allocated + " allocated + " + held + " held + " + excluded + " excluded are not the "
                    + received + " " + currency + " spent");
        }
        return new Side(Money.plain(allocated, currency), Money.plain(held, currency), Money.plain(excluded, currency));
    }

    private void lines(Collection<Integer> some, List<String> wrong) {
        List<Integer> groups = some == null
                ? jdbc.queryForList("select distinct group_id from expense_group order by group_id", Integer.class)
                : List.copyOf(some);
        long astray = 0;
        for (int from = 0; from < groups.size(); from += GROUPS_AT_ONCE) {
            astray += astray(groups.subList(from, Math.min(groups.size(), from + GROUPS_AT_ONCE)));
        }
        if (astray > 0) {
            wrong.add(astray + " expenses do not stand on exactly one live line at their amount");
        }
    }

    /** Credits taken off, an expense stands once in its group and comes to its amount; at the document's rate the amount is the line's own. */
    private long astray(List<Integer> groups) {
        // numbers only
        String in = groups.toString().replace('[', '(').replace(']', ')');
        Long astray = jdbc.queryForObject(
                """
                select count(*) from (
                    select group_id, line_key, sum(times) as difference, sum(money) as money, max(locked) as locked from (
                        select group_id, concat('expense ', expense_id) as line_key, 1 as times, amount as money,
                            coalesce(fx_lock, '') = 'document' and exchange is not null as locked
                        from expense_allocation where group_id in %1$s and state = 'allocated'
                        union all select d.group_id, l.line_key, if(d.type in ('credit-note', 'vendor-credit'), 1, -1),
                            if(d.type in ('credit-note', 'vendor-credit'), l.amount, -l.amount), false
                        from document d straight_join document_line l on l.document_id = d.id
                        where d.group_id in %1$s and l.until_revision is null and l.line_key like 'expense %%') every
                    group by group_id, line_key having difference <> 0 or not locked and money <> 0) wrong""".formatted(in),
                Long.class);
        return astray == null ? 0 : astray;
    }
}
