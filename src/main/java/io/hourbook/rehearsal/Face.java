package io.hourbook.rehearsal;

import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/**
 * What an entry comes to on one side. What does not apply is null.
 *
 * @param state    allocated, held or excluded; null where the entry was not allocated yet
 * @param reason   of a hold or an exclusion
 * @param document the reference of its documents without their part
 * @param seconds  as they are charged or paid
 * @param rate     an hour, in {@code rateCurrency}; of the pay side, the cost rate
 * @param currency of {@code amount}
 * @param drawn    of the amount, what a retainer pays
 * @param rest     of the amount, what the retainer could not pay
 * @param codes    the pay codes that the seconds are split into: {@code REG 28800, OT15 3600}
 */
public record Face(
        String state, String reason, String flow, String worker, String client, String project, String service, String account, String document,
        Long seconds, String rate, String rateCurrency, String currency, String amount, String drawn, String rest, String codes) {

    /** @param end of the columns' names, which tells before from after */
    static Face read(ResultSet row, String end) throws SQLException {
        String currency = row.getString("currency" + end);
        Object seconds = row.getObject("seconds" + end);
        return new Face(
                row.getString("state" + end), row.getString("reason" + end), row.getString("flow" + end), row.getString("worker" + end),
                row.getString("client" + end), row.getString("project" + end), row.getString("service" + end), row.getString("account" + end),
                row.getString("document" + end), seconds == null ? null : row.getLong("seconds" + end), rate(row.getBigDecimal("rate" + end)),
                row.getString("rate_currency" + end), currency, amount(row.getBigDecimal("amount" + end), currency),
                amount(row.getBigDecimal("drawn" + end), currency), amount(row.getBigDecimal("rest" + end), currency), row.getString("codes" + end));
    }

    private static String rate(BigDecimal rate) {
        return rate == null ? null : rate.setScale(Math.max(2, rate.stripTrailingZeros().scale())).toPlainString();
    }

    static String amount(BigDecimal amount, String currency) {
        return amount == null ? null : currency == null ? amount.stripTrailingZeros().toPlainString() : Money.plain(amount, currency);
    }

    private boolean is(String standing) {
        return standing.equals(state);
    }

    /** What happens to an entry that looks like this and then like that. */
    Move.Kind becomes(Face after) {
        if (!Objects.equals(state, after.state)) {
            return after.is("held") ? Move.Kind.HELD : after.is("excluded") ? Move.Kind.EXCLUDED : is("held") ? Move.Kind.RELEASED : Move.Kind.INCLUDED;
        }
        if (!Objects.equals(reason, after.reason)) {
            return Move.Kind.OTHER_REASON;
        }
        boolean samePlace = Objects.equals(flow, after.flow) && Objects.equals(worker, after.worker) && Objects.equals(client, after.client)
                && Objects.equals(project, after.project) && Objects.equals(service, after.service) && Objects.equals(account, after.account)
                && Objects.equals(document, after.document);
        if (!samePlace) {
            return Move.Kind.MOVED;
        }
        if (!Objects.equals(seconds, after.seconds)) {
            return Move.Kind.ROUNDED;
        }
        boolean samePrice = Objects.equals(rate, after.rate) && Objects.equals(rateCurrency, after.rateCurrency) && Objects.equals(currency, after.currency);
        if (!samePrice) {
            return Move.Kind.REPRICED;
        }
        if (!Objects.equals(amount, after.amount)) {
            return Move.Kind.AMOUNT;
        }
        return Objects.equals(codes, after.codes) ? Move.Kind.DRAWN : Move.Kind.OVERTIME;
    }
}
