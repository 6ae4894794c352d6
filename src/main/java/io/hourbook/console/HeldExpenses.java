package io.hourbook.console;

import io.hourbook.console.HoldBoard.Group;
import io.hourbook.console.HoldBoard.Held;
import io.hourbook.console.HoldBoard.Wanted;
import io.hourbook.entry.EntryKeys;
import io.hourbook.money.Money;
import io.hourbook.report.HeldFirst;
import io.hourbook.report.HoldWords;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Expenses that wait, beside entries: each once, under its first reason, as {@code out/holds.csv} has them. */
final class HeldExpenses {

    private static final String FIRST = """
            from (
              select expense_id, reason, detail, max(side = 'pay') over (partition by expense_id) as pay,
                max(side = 'bill') over (partition by expense_id) as bill,
                row_number() over (partition by expense_id order by field(reason, %1$s), side desc) as place
              from expense_allocation where reason in (%1$s) and state = 'held'
            ) f straight_join expense x on x.id = f.expense_id straight_join source s on s.id = x.source_id
            where f.place = 1""".formatted(HeldFirst.REASONS);

    private final JdbcTemplate jdbc;

    HeldExpenses(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many wait for each reason, in the order of precedence. */
    List<Group> counts(Wanted wanted) {
        List<Object> values = new ArrayList<>();
        String sql = "select f.reason, count(*) " + filtered(wanted, values) + " group by f.reason";
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(sql, row -> {
            counts.put(row.getString(1), row.getLong(2));
        }, values.toArray());
        return HeldFirst.WORDS.stream().filter(counts::containsKey).map(reason -> group(reason, counts.get(reason), List.of())).toList();
    }

    /** The same with those of one page, by day. */
    List<Group> groups(Wanted wanted, Slice slice) {
        return counts(wanted).stream().map(group -> group(group.reason(), group.count(), held(group.reason(), wanted, slice))).toList();
    }

    private List<Held> held(String reason, Wanted wanted, Slice slice) {
        List<Object> values = new ArrayList<>();
        String sql = """
                select s.name, x.source_key, x.identity, coalesce(x.worker_name, x.worker_email) as worker_name, x.project_name, x.spent_on,
                  x.amount, x.currency, f.pay, f.bill, f.detail\s"""
                + filtered(new Wanted(reason, wanted.source(), wanted.worker(), wanted.project()), values)
                + " order by x.spent_on, x.id limit ? offset ?";
        values.add(slice.size());
        values.add(slice.offset());
        return jdbc.query(sql, (row, n) -> held(row), values.toArray());
    }

    private static String filtered(Wanted wanted, List<Object> values) {
        StringBuilder sql = new StringBuilder(FIRST);
        String[] columns = {"f.reason", "s.name", "coalesce(x.worker_name, x.worker_email)", "x.project_name"};
        String[] wants = {wanted.reason(), wanted.source(), wanted.worker(), wanted.project()};
        for (int i = 0; i < columns.length; i++) {
            if (wants[i] != null) {
                sql.append(" and ").append(columns[i]).append(" = ?");
                values.add(wants[i]);
            }
        }
        return sql.toString();
    }

    private static Group group(String reason, long count, List<Held> held) {
        return new Group(reason, HoldWords.meansOfExpense(reason), HoldWords.todoOfExpense(reason), count, held, Group.EXPENSES);
    }

    private static Held held(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        return new Held(
                row.getString("name"), EntryKeys.key(row.getString("source_key"), row.getBytes("identity")), row.getString("worker_name"),
                row.getString("project_name"), row.getObject("spent_on", LocalDate.class), null,
                HeldFirst.side(row.getBoolean("pay"), row.getBoolean("bill")), row.getString("detail"),
                amount == null ? null : Money.plain(amount, currency), amount == null ? null : currency);
    }
}
