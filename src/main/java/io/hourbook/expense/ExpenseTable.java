package io.hourbook.expense;

import io.hourbook.allocation.DocumentGroups;
import io.hourbook.allocation.ExchangeJson;
import io.hourbook.database.BulkInsert;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of what expenses came to, a row for each side. */
final class ExpenseTable {

    private static final String COLUMNS = """
            expense_id, side, state, reason, detail, worker, client, project, category, account, cost, cost_currency, units, unit_rate,
                rate_at, markup_percent, money_rounding, fx_lock, currency, amount, exchange, spent_on, group_id, mapping_version_id""";
    private static final int COUNT = 24;
    private static final int SIDE = 1;
    private static final int STATE = 2;
    private static final int COST = 10;
    private static final int COST_CURRENCY = 11;
    private static final int UNIT_RATE = 13;
    private static final int GROUP = 22;

    /** Worker, client, project, category, units, currency, exchange, date and group: what the agreement was about. */
    private static final int[] SAME = {5, 6, 7, 8, 12, 18, 20, 21, GROUP};

    /** Cost, its currency, rate and place, markup, rounding, amount and the version of the mappings. */
    private static final int[] PRICE = {COST, COST_CURRENCY, UNIT_RATE, 14, 15, 16, 19, 23};

    private final JdbcTemplate jdbc;
    private final DocumentGroups groups;
    private final BulkInsert insert;
    private final BulkInsert everIn;

    ExpenseTable(JdbcTemplate jdbc, DocumentGroups groups) {
        this.jdbc = jdbc;
        this.groups = groups;
        this.insert = new BulkInsert(jdbc, "insert into expense_allocation (" + COLUMNS + ") values", COUNT, "");
        this.everIn = new BulkInsert(jdbc, "insert ignore into expense_group (expense_id, group_id) values", 2, "");
    }

    static String marks(int count) {
        return "?,".repeat(count - 1) + "?";
    }

    /** The document groups that these expenses stand in. */
    TreeSet<String> groupsOf(Object[] ids) {
        return new TreeSet<>(jdbc.queryForList(
                "select distinct group_id from expense_allocation where group_id is not null and expense_id in (" + marks(ids.length) + ")",
                String.class, ids));
    }

    /** What is owed and charged up to now, by number and side. */
    Map<String, Object[]> allocated(Object[] ids) {
        Map<String, Object[]> rows = new HashMap<>();
        jdbc.query(
                "select " + COLUMNS + " from expense_allocation where state = 'allocated' and expense_id in (" + marks(ids.length) + ")",
                row -> {
                    Object[] values = new Object[COUNT];
                    for (int column = 0; column < COUNT; column++) {
                        values[column] = row.getObject(column + 1);
                    }
                    rows.put(values[0] + " " + values[SIDE], values);
                },
                ids);
        return rows;
    }

    void delete(Object[] ids) {
        jdbc.update("delete from expense_allocation where expense_id in (" + marks(ids.length) + ")", ids);
    }

    /** Both sides. Where nothing about the expense itself has changed, what was agreed stays, with the mappings that made it. */
    List<Object[]> rows(ExpenseOutcome outcome, Map<String, Object[]> before) {
        List<Object[]> rows = new ArrayList<>();
        for (String side : List.of("pay", "bill")) {
            Object[] row = row(outcome, side, side.equals("pay") ? outcome.pay() : outcome.bill());
            rows.add(kept(before.get(row[0] + " " + side), row));
        }
        return rows;
    }

    private static Object[] kept(Object[] agreed, Object[] row) {
        boolean spent = agreed != null && (agreed[UNIT_RATE] != null && row[UNIT_RATE] != null || same(agreed, row, COST) && same(agreed, row, COST_CURRENCY));
        if (!spent || !"allocated".equals(row[STATE])) {
            return row;
        }
        for (int column : SAME) {
            if (!same(agreed, row, column)) {
                return row;
            }
        }
        Object[] kept = row.clone();
        for (int column : PRICE) {
            kept[column] = agreed[column];
        }
        return kept;
    }

    private static boolean same(Object[] one, Object[] other, int column) {
        return one[column] instanceof BigDecimal number && other[column] instanceof BigDecimal with
                ? number.compareTo(with) == 0
                : Objects.equals(Objects.toString(one[column], null), Objects.toString(other[column], null));
    }

    private Object[] row(ExpenseOutcome outcome, String name, ExpenseSide side) {
        Expense expense = outcome.expense();
        ExpenseOutcome.Cost cost = outcome.cost();
        boolean bill = name.equals("bill");
        boolean charged = bill && side.verdict().allocated();
        String detail = side.verdict().detail();
        return new Object[] {
            expense.id(), name, side.verdict().standing().word(), side.verdict().reason() == null ? null : side.verdict().reason().word(),
            detail == null || detail.length() <= 500 ? detail : detail.substring(0, 499) + "…",
            outcome.worker() == null ? null : outcome.worker().worker(), outcome.client() == null ? null : outcome.client().client(),
            outcome.project() == null ? null : outcome.project().project(), outcome.category() == null ? null : outcome.category().category(),
            side.account(), cost == null ? expense.amount() : cost.amount(), cost == null ? expense.currency() : cost.currency(),
            expense.units(), cost == null ? null : cost.unitRate(), cost == null ? null : cost.rateAt(),
            charged ? outcome.category().markupPercent() : BigDecimal.ZERO,
            charged ? outcome.client().moneyRounding().word() : outcome.pass().book().policies().companyMoneyRounding().word(),
            charged ? outcome.client().fxLock().name().toLowerCase(Locale.ROOT) : null, side.currency(), side.amount(),
            ExchangeJson.of(side.exchange()), expense.spentOn(), groups.id(side.group()), outcome.pass().versionId()
        };
    }

    /** @return the document groups that they stand in now */
    TreeSet<String> insert(List<Object[]> rows) {
        insert.insert(rows);
        TreeSet<String> entered = new TreeSet<>();
        List<Object[]> ever = rows.stream().filter(row -> row[GROUP] != null).map(row -> new Object[] {row[0], row[GROUP]}).toList();
        ever.forEach(row -> entered.add(row[1].toString()));
        everIn.insert(ever);
        return entered;
    }
}
