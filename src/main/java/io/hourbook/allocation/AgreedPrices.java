package io.hourbook.allocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What entries that are allocated again already come to. A changed rate never rewrites a line (domain rule on rates): where
 * nothing about the work itself has changed, its price stays the one that was agreed, with the mappings that made it.
 */
final class AgreedPrices {

    private static final String PAY = """
            select entry_id, state, reason, detail, flow, worker, project, service, account, raw_seconds, seconds, cost_rate, currency,
                amount, start_at, work_date, group_id, mapping_version_id from pay_allocation where state = 'allocated' and entry_id in\s""";
    private static final int[] SAME_WORK = {4, 5, 9, 15};
    private static final int[] PAY_PRICE = {10, 11, 12, 13, 16, 17};

    private static final String BILL = """
            select entry_id, state, reason, detail, flow, section, worker, client, project, service, account, raw_seconds, seconds,
                time_rule, rounding_day, rate, rate_currency, rate_at, money_rounding, fx_lock, currency, amount, exchange, start_at,
                work_date, retainer, group_id, mapping_version_id from bill_allocation
            where (state = 'allocated' or reason = 'zero' and raw_seconds > 0) and entry_id in\s""";
    /** The exchange rate is among them: one that was published late takes the place of the one before it. */
    private static final int[] SAME_CHARGE = {4, 5, 6, 7, 8, 9, 11, 20, 22, 24, 25};
    private static final int[] BILL_PRICE = {10, 12, 13, 14, 15, 16, 17, 18, 19, 21, 26, 27};

    private static final String ZERO = Reason.ZERO.word();
    private static final int STATE = 1;
    private static final int REASON = 2;
    private static final int SECTION = 5;
    private static final int RAW_SECONDS = 11;
    private static final int ROUNDING_DAY = 14;
    private static final int CURRENCY = 20;
    private static final int RETAINER = 25;
    private static final int[] SAME_ZERO = {6, 7, 8, 9, RAW_SECONDS, 24};
    private static final int[] BILL_CHARGE = {1, 2, 3, 4, 5, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 25, 26, 27};

    private final Map<Long, Object[]> pay;
    private final Map<Long, Object[]> bill;

    AgreedPrices(JdbcTemplate jdbc, Object[] entryIds) {
        String in = "(" + "?,".repeat(entryIds.length - 1) + "?)";
        this.pay = read(jdbc, PAY + in, entryIds, 18);
        this.bill = read(jdbc, BILL + in, entryIds, 28);
    }

    Object[] pay(Object[] row) {
        return keep(pay.get((Long) row[0]), row, SAME_WORK, PAY_PRICE);
    }

    /** @param outcome that the row is of */
    Object[] bill(Object[] row, Outcome outcome) {
        Object[] agreed = bill.get((Long) row[0]);
        if (agreed == null || !roundsToNothing(agreed) && !roundsToNothing(row)) {
            return keep(agreed, row, SAME_CHARGE, BILL_PRICE);
        }
        boolean wholeDay = agreed[ROUNDING_DAY] != null || row[ROUNDING_DAY] != null;
        boolean allocated = Standing.ALLOCATED.word().equals(row[STATE]);
        boolean same = roundsToNothing(agreed) ? allocated : wouldBeSameCharge(agreed, outcome);
        return same && !wholeDay ? kept(agreed, row, SAME_ZERO, BILL_CHARGE) : row;
    }

    /** Nothing of it is charged by one rounding, and something by another: that rewrites a document as much as another price does. */
    private static boolean roundsToNothing(Object[] row) {
        return ZERO.equals(row[REASON]) && ((Number) row[RAW_SECONDS]).longValue() > 0;
    }

    /** What a row that rounds to nothing does not say: where it would be charged. */
    private static boolean wouldBeSameCharge(Object[] agreed, Outcome outcome) {
        return outcome.client() != null && outcome.project() != null
                && outcome.client().currency().equals(agreed[CURRENCY])
                && Objects.equals(agreed[RETAINER], outcome.project().retainer())
                && (outcome.worker().contractor() ? "subcontractor" : "time").equals(agreed[SECTION]);
    }

    private static Object[] keep(Object[] agreed, Object[] row, int[] same, int[] price) {
        return agreed == null || !Standing.ALLOCATED.word().equals(row[STATE]) ? row : kept(agreed, row, same, price);
    }

    private static Object[] kept(Object[] agreed, Object[] row, int[] same, int[] price) {
        for (int column : same) {
            if (!Objects.equals(Objects.toString(agreed[column], null), Objects.toString(row[column], null))) {
                return row;
            }
        }
        Object[] kept = row.clone();
        for (int column : price) {
            kept[column] = agreed[column];
        }
        return kept;
    }

    private static Map<Long, Object[]> read(JdbcTemplate jdbc, String sql, Object[] entryIds, int columns) {
        Map<Long, Object[]> rows = new HashMap<>();
        jdbc.query(
                sql,
                (ResultSet row) -> {
                    rows.put(row.getLong(1), values(row, columns));
                },
                entryIds);
        return rows;
    }

    private static Object[] values(ResultSet row, int columns) throws SQLException {
        Object[] values = new Object[columns];
        for (int column = 0; column < columns; column++) {
            values[column] = row.getObject(column + 1);
        }
        return values;
    }
}
