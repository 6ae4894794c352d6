package io.hourbook.document;

import io.hourbook.allocation.ExchangeJson;
import io.hourbook.allocation.PassContext;
import io.hourbook.exchange.Cross;
import io.hourbook.mapping.MappingBook;
import io.hourbook.money.Hours;
import io.hourbook.money.MoneyRounding;
import io.hourbook.money.Price;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What sales invoices should say: a line per billable entry, and what a retainer could not pay. */
final class InvoiceLines implements WantedLines {

    private static final String ENTRY = """
            a.entry_id, s.name as source, e.source_key, e.identity, e.notes, a.section, a.worker, a.project, a.service, a.account,
                a.work_date, a.seconds, a.raw_seconds, a.rate, a.rate_currency, a.money_rounding, a.fx_lock, a.currency, a.amount,
                a.exchange, a.mapping_version_id""";

    private final JdbcTemplate jdbc;

    InvoiceLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        String in = "(" + "?,".repeat(groups.size() - 1) + "?)";
        Object[] ids = groups.keySet().toArray();
        // joined in this order: begun at the few sources, every batch of groups would read all entries
        jdbc.query(
                "select a.group_id, " + ENTRY + """
                , null as retainer, null as drawn_amount, null as rest_amount, null as rest_seconds, null as rest_raw_seconds
                from bill_allocation a force index (bill_allocation_group)
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where a.group_id in """ + in + """
                 and a.state = 'allocated'
                order by a.group_id, a.work_date, a.start_at, a.worker, e.line, a.entry_id""",
                row -> {
                    lines.add(groups.get(row.getInt("group_id")), line(pass, groups.get(row.getInt("group_id")), row));
                },
                ids);
        jdbc.query(
                "select d.rest_group_id as group_id, " + ENTRY + """
                , d.retainer, d.drawn_amount, d.rest_amount, d.rest_seconds, d.rest_raw_seconds
                from drawing d straight_join bill_allocation a on a.entry_id = d.entry_id
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where d.rest_group_id in """ + in + """
                 and not d.rest_held
                order by d.rest_group_id, a.work_date, a.start_at, a.worker, e.line, a.entry_id""",
                row -> {
                    lines.add(groups.get(row.getInt("group_id")), line(pass, groups.get(row.getInt("group_id")), row));
                },
                ids);
    }

    private static Line line(PassContext pass, Group group, ResultSet row) throws SQLException {
        boolean remainder = row.getString("retainer") != null && row.getBigDecimal("drawn_amount").signum() > 0;
        boolean rest = row.getString("retainer") != null;
        LocalDate workDate = row.getObject("work_date", LocalDate.class);
        boolean documentLock = "document".equals(row.getString("fx_lock"));
        LocalDate rateDay = documentLock ? pass.rateDay(group.to()) : workDate;
        long seconds = rest ? row.getLong("rest_seconds") : row.getLong("seconds");
        long rawSeconds = rest ? row.getLong("rest_raw_seconds") : row.getLong("raw_seconds");
        MoneyRounding rounding = MoneyRounding.valueOf(row.getString("money_rounding").toUpperCase(Locale.ROOT).replace('-', '_'));
        BigDecimal rate = row.getBigDecimal("rate");
        String rateCurrency = row.getString("rate_currency");
        String currency = group.key().currency();
        Priced priced = remainder
                ? Priced.of(pass, row.getBigDecimal("rest_amount"), row.getString("currency"), currency, rateDay, rounding)
                : Priced.of(pass, row, seconds, rate, rateCurrency, currency, rateDay, documentLock, rounding);
        BigDecimal base = new BaseAmounts(pass).of(priced.amount, currency, rateDay);
        MappingBook book = pass.book();
        String words = EntryText.description(row, book);
        String description = remainder
                ? words + " (" + Hours.shown(seconds) + " h beyond retainer " + row.getString("retainer") + ", at "
                        + LineJson.rate(rate, rateCurrency) + " " + rateCurrency + ")"
                : words;
        LineJson json = EntryText.begin(row, book, description, seconds, rawSeconds);
        if (remainder) {
            json.text("quantity", "1");
        } else {
            json.text("hours", Hours.shown(seconds)).text("rate", LineJson.rate(rate, rateCurrency));
        }
        json.money("amount", priced.amount, currency)
                .money("baseAmount", base, book.policies().baseCurrency())
                .original(priced.originalCurrency, priced.original)
                .raw("exchange", priced.exchange)
                .text("taxForm", null)
                .text("section", row.getString("section"));
        long entryId = row.getLong("entry_id");
        return Line.wanted(
                rest ? "rest " + entryId : "entry " + entryId, entryId, row.getString("account"), priced.amount, base, seconds,
                row.getInt("mapping_version_id"), json.done());
    }

    /** An amount with what it was before the exchange, and the rate between them. */
    private record Priced(BigDecimal amount, BigDecimal original, String originalCurrency, String exchange) {

        static Priced of(
                PassContext pass, ResultSet row, long seconds, BigDecimal rate, String rateCurrency, String currency,
                LocalDate rateDay, boolean documentLock, MoneyRounding rounding)
                throws SQLException {
            BigDecimal original = Price.of(seconds, rate, rateCurrency, rounding);
            if (rateCurrency.equals(currency)) {
                return new Priced(original, original, rateCurrency, null);
            }
            // locked to the work date and nothing split off: what was priced when the entry was allocated stands
            boolean asAllocated = !documentLock && row.getString("retainer") == null && currency.equals(row.getString("currency"));
            if (asAllocated) {
                return new Priced(row.getBigDecimal("amount"), original, rateCurrency, row.getString("exchange"));
            }
            Cross cross = pass.book().exchangeRates()
                    .cross(rateCurrency, currency, rateDay, pass.book().policies().exchangeMaxAgeDays())
                    .orElse(null);
            return cross == null
                    ? new Priced(row.getBigDecimal("amount"), original, rateCurrency, row.getString("exchange"))
                    : new Priced(Price.of(seconds, rate, cross.numerator(), cross.denominator(), currency, rounding), original, rateCurrency, ExchangeJson.of(cross));
        }

        static Priced of(
                PassContext pass, BigDecimal rest, String restCurrency, String currency, LocalDate rateDay, MoneyRounding rounding) {
            if (restCurrency.equals(currency)) {
                return new Priced(rest, rest, restCurrency, null);
            }
            Cross cross = pass.book().exchangeRates()
                    .cross(restCurrency, currency, rateDay, pass.book().policies().exchangeMaxAgeDays())
                    .orElseThrow(() -> new IllegalStateException("no exchange rate from " + restCurrency + " to " + currency));
            return new Priced(Price.convert(rest, cross.numerator(), cross.denominator(), currency, rounding), rest, restCurrency, ExchangeJson.of(cross));
        }
    }
}
