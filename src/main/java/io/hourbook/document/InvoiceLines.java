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

    /** Beside those of the entry. */
    private static final String COLUMNS = EntryRow.COLUMNS
            + ", a.section, a.seconds, a.raw_seconds, a.rate, a.rate_currency, a.money_rounding, a.fx_lock, a.exchange";
    private static final int SECTION = EntryRow.COUNT + 1;
    private static final int SECONDS = EntryRow.COUNT + 2;
    private static final int RAW_SECONDS = EntryRow.COUNT + 3;
    private static final int RATE = EntryRow.COUNT + 4;
    private static final int RATE_CURRENCY = EntryRow.COUNT + 5;
    private static final int MONEY_ROUNDING = EntryRow.COUNT + 6;
    private static final int FX_LOCK = EntryRow.COUNT + 7;
    private static final int EXCHANGE = EntryRow.COUNT + 8;
    /** And of what a retainer left. */
    private static final int RETAINER = EntryRow.COUNT + 9;

    private final JdbcTemplate jdbc;

    InvoiceLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry as priced when it was allocated.
     *
     * @param seconds to be charged; of a rest those of the rest
     * @param rest    what a retainer left of it, or null where none was to pay
     */
    private record Charged(
            EntryRow entry, String section, long seconds, long rawSeconds, BigDecimal rate, String rateCurrency, MoneyRounding rounding,
            boolean documentLock, String exchange, Rest rest) {

        static Charged read(ResultSet row, boolean ofRetainer) throws SQLException {
            Rest rest = ofRetainer
                    ? new Rest(row.getString(RETAINER), row.getBigDecimal(RETAINER + 1).signum() > 0, row.getBigDecimal(RETAINER + 2))
                    : null;
            return new Charged(
                    EntryRow.read(row), row.getString(SECTION), row.getLong(ofRetainer ? RETAINER + 3 : SECONDS),
                    row.getLong(ofRetainer ? RETAINER + 4 : RAW_SECONDS), row.getBigDecimal(RATE), row.getString(RATE_CURRENCY),
                    MoneyRounding.valueOf(row.getString(MONEY_ROUNDING).toUpperCase(Locale.ROOT).replace('-', '_')),
                    "document".equals(row.getString(FX_LOCK)), row.getString(EXCHANGE), rest);
        }

        /** Whether a retainer paid a part: what is left has an amount, and its seconds are only said. */
        boolean remainder() {
            return rest != null && rest.partly;
        }
    }

    private record Rest(String retainer, boolean partly, BigDecimal amount) {}

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        String in = "(" + "?,".repeat(groups.size() - 1) + "?)";
        // joined in this order: begun at the few sources, every batch of groups would read all entries
        load(
                pass, groups, false, lines,
                "select a.group_id, " + COLUMNS + """

                from bill_allocation a force index (bill_allocation_group)
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where a.state = 'allocated' and a.group_id in """ + in);
        load(
                pass, groups, true, lines,
                "select d.rest_group_id, " + COLUMNS + """
                , d.retainer, d.drawn_amount, d.rest_amount, d.rest_seconds, d.rest_raw_seconds
                from drawing d straight_join bill_allocation a on a.entry_id = d.entry_id
                    straight_join entry e on e.id = a.entry_id straight_join source s on s.id = e.source_id
                where not d.rest_held and d.rest_group_id in """ + in);
    }

    private void load(PassContext pass, Map<Integer, Group> groups, boolean ofRetainer, Collector lines, String sql) {
        EntryLines found = new EntryLines();
        jdbc.query(
                sql,
                row -> {
                    Charged charged = Charged.read(row, ofRetainer);
                    found.add(charged.entry, line(pass, groups.get(charged.entry.groupId()), charged));
                },
                groups.keySet().toArray());
        found.give(groups, lines);
    }

    private static Line line(PassContext pass, Group group, Charged charged) {
        EntryRow row = charged.entry;
        LocalDate rateDay = charged.documentLock ? pass.rateDay(group.to()) : row.workDate();
        String currency = group.key().currency();
        Priced priced = charged.remainder()
                ? Priced.of(pass, charged.rest.amount, row.currency(), currency, rateDay, charged.rounding)
                : Priced.of(pass, charged, currency, rateDay);
        BigDecimal base = new BaseAmounts(pass).of(priced.amount, currency, rateDay);
        MappingBook book = pass.book();
        String words = EntryText.description(row, book);
        String rate = LineJson.rate(charged.rate, charged.rateCurrency);
        String description = charged.remainder()
                ? words + " (" + Hours.shown(charged.seconds) + " h beyond retainer " + charged.rest.retainer + ", at "
                        + rate + " " + charged.rateCurrency + ")"
                : words;
        LineJson json = EntryText.begin(row, book, description, charged.seconds, charged.rawSeconds);
        if (charged.remainder()) {
            json.text("quantity", "1");
        } else {
            json.text("hours", Hours.shown(charged.seconds)).text("rate", rate);
        }
        json.money("amount", priced.amount, currency)
                .money("baseAmount", base, book.policies().baseCurrency())
                .original(priced.originalCurrency, priced.original)
                .raw("exchange", priced.exchange)
                .text("taxForm", null)
                .text("section", charged.section);
        return Line.wanted(
                (charged.rest == null ? "entry " : "rest ") + row.entryId(), row.entryId(), row.account(), priced.amount, base,
                charged.seconds, row.mappingVersionId(), json.done());
    }

    /** An amount with what it was before the exchange, and the rate between them. */
    private record Priced(BigDecimal amount, BigDecimal original, String originalCurrency, String exchange) {

        static Priced of(PassContext pass, Charged charged, String currency, LocalDate rateDay) {
            String from = charged.rateCurrency;
            BigDecimal original = Price.of(charged.seconds, charged.rate, from, charged.rounding);
            if (from.equals(currency)) {
                return new Priced(original, original, from, null);
            }
            Priced asAllocated = new Priced(charged.entry.amount(), original, from, charged.exchange);
            // locked to the work date and nothing split off: what was priced when the entry was allocated stands
            if (!charged.documentLock && charged.rest == null && currency.equals(charged.entry.currency())) {
                return asAllocated;
            }
            return pass.book().exchangeRates()
                    .cross(from, currency, rateDay, pass.book().policies().exchangeMaxAgeDays())
                    .map(cross -> new Priced(
                            Price.of(charged.seconds, charged.rate, cross.numerator(), cross.denominator(), currency, charged.rounding),
                            original, from, ExchangeJson.of(cross)))
                    .orElse(asAllocated);
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
