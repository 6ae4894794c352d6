package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.TimeEntry;
import io.hourbook.ledger.LedgerText;
import io.hourbook.mapping.Client;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is charged to the client: the seconds, the rule, the rate, the exchange, the retainer, the invoice. */
final class BillStory {

    private final JdbcTemplate jdbc;
    private final PastBooks books;
    private final DocumentTrail trail;
    private final ObjectMapper json = new ObjectMapper();

    /** What a retainer did, with the line of its journal. */
    private record Drawing(Explanation.Drawn drawn, Integer groupId, String lineKey) {}

    BillStory(JdbcTemplate jdbc, PastBooks books, DocumentTrail trail) {
        this.jdbc = jdbc;
        this.books = books;
        this.trail = trail;
    }

    Explanation.Bill of(TimeEntry entry) {
        List<Explanation.Bill> stored = jdbc.query(
                "select a.*, v.version from bill_allocation a left join mapping_version v on v.id = a.mapping_version_id where a.entry_id = ?",
                (row, n) -> bill(entry, row), entry.id());
        return stored.isEmpty()
                ? new Explanation.Bill(
                        new Explanation.Standing("waiting", null, "no pass has allocated it yet", "run sync", null), null, null, null,
                        null, entry.seconds(), null, null, List.of(), null, null, null, null, null, null, null, null,
                        trail.ofEntry(entry.id(), "SALES_INVOICE"))
                : stored.get(0);
    }

    private Explanation.Bill bill(TimeEntry entry, ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        Explanation.Rate rate = rate(row);
        JsonNode exchange = read(row.getString("exchange"));
        boolean allocated = row.getString("state").equals("allocated");
        // seconds are worked out before a hold is found: 0 then says nothing
        Long seconds = row.getString("time_rule") == null ? null : row.getObject("seconds", Long.class);
        String shown = amount == null ? null : LedgerText.amount(amount, currency);
        int madeBy = row.getInt("mapping_version_id");
        Client client = row.getString("client") == null ? null : books.of(madeBy).orElse(books.now()).clients().get(row.getString("client"));
        Drawing drawing = drawing(row.getString("retainer"), entry.id());
        List<Explanation.Document> documents = new ArrayList<>();
        if (drawing != null && drawing.groupId != null) {
            documents.addAll(trail.ofGroup(drawing.groupId, drawing.lineKey));
        }
        documents.addAll(trail.ofEntry(entry.id(), "SALES_INVOICE"));
        return new Explanation.Bill(
                standing(entry, row, allocated && drawing != null && drawing.drawn.restHeld()),
                row.getString("flow"), row.getString("section"), client == null ? null : client.customer(),
                books.account(madeBy, row.getString("account")), row.getLong("raw_seconds"), seconds, row.getString("time_rule"),
                sameDay(row.getString("rounding_day")), rate, exchange, currency, shown, row.getString("money_rounding"),
                row.getString("fx_lock"), calculation(rate, exchange, seconds, shown, currency, row.getString("money_rounding")),
                drawing == null ? null : drawing.drawn, List.copyOf(documents));
    }

    private Explanation.Standing standing(TimeEntry entry, ResultSet row, boolean restHeld) throws SQLException {
        return restHeld
                ? Explainer.standing(
                        books.now(), entry, "allocated", "retainer-exhausted", "the retainer paid a part; the rest waits", row.getString("version"))
                : Explainer.standing(
                        books.now(), entry, row.getString("state"), row.getString("reason"), row.getString("detail"), row.getString("version"));
    }

    private static Explanation.Rate rate(ResultSet row) throws SQLException {
        BigDecimal rate = row.getBigDecimal("rate");
        String currency = row.getString("rate_currency");
        return rate == null ? null
                : new Explanation.Rate(LedgerText.amount(rate.stripTrailingZeros(), currency), currency, row.getString("rate_at"));
    }

    private static String calculation(
            Explanation.Rate rate, JsonNode exchange, Long seconds, String amount, String currency, String moneyRounding) {
        if (rate == null || amount == null || seconds == null) {
            return null;
        }
        return seconds + " s × " + rate.rate() + " " + rate.currency() + " ÷ 3600 s"
                + (exchange == null ? "" : " × " + exchange.path("rate").asText() + " " + currency + "/" + rate.currency())
                + " = " + amount + " " + currency + ", rounded once, " + moneyRounding;
    }

    private List<Explanation.DayEntry> sameDay(String roundingDay) {
        return roundingDay == null ? List.of() : jdbc.query(
                """
                select s.name, e.source_key, e.identity, a.raw_seconds, a.seconds
                from bill_allocation a join entry e on e.id = a.entry_id join source s on s.id = e.source_id
                where a.rounding_day = ? and a.state = 'allocated' order by a.start_at, e.line, e.id""",
                (row, n) -> new Explanation.DayEntry(
                        row.getString(1) + ":" + EntryKeys.key(row.getString(2), row.getBytes(3)), row.getLong(4), row.getLong(5)),
                roundingDay);
    }

    private Drawing drawing(String retainer, long entryId) {
        return jdbc.query(
                "select * from drawing where retainer = ? and entry_id = ?",
                (row, n) -> new Drawing(
                        new Explanation.Drawn(
                                row.getString("retainer"), row.getString("period"),
                                LedgerText.amount(row.getBigDecimal("drawn_amount"), row.getString("currency")),
                                row.getLong("drawn_seconds"),
                                LedgerText.amount(row.getBigDecimal("rest_amount"), row.getString("currency")),
                                row.getLong("rest_seconds"), row.getBoolean("rest_held")),
                        row.getObject("group_id", Integer.class),
                        "credit " + row.getString("account") + " " + row.getString("service")),
                retainer, entryId).stream().findFirst().orElse(null);
    }

    private JsonNode read(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an exchange rate is not JSON: " + text, e);
        }
    }
}
