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
                work_date, retainer, group_id, mapping_version_id from bill_allocation where state = 'allocated' and entry_id in\s""";
    /** The exchange rate is among them: one that was published late takes the place of the one before it. */
    private static final int[] SAME_CHARGE = {4, 5, 6, 7, 8, 9, 11, 20, 22, 24, 25};
    private static final int[] BILL_PRICE = {10, 12, 13, 14, 15, 16, 17, 18, 19, 21, 26, 27};

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

    Object[] bill(Object[] row) {
        return keep(bill.get((Long) row[0]), row, SAME_CHARGE, BILL_PRICE);
    }

    private static Object[] keep(Object[] agreed, Object[] row, int[] same, int[] price) {
        if (agreed == null || !Standing.ALLOCATED.word().equals(row[1])) {
            return row;
        }
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
