package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.allocation.Reason;
import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.Names;
import io.hourbook.ledger.LedgerText;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** One expense from its raw row to the books: what the worker is owed for it, and what the client is charged. */
final class ExpenseStory {

    private static final String SELECT = """
            select e.*, s.name as source, f.name as name, f.taken_at, f.run_id,
                exists (select 1 from expense_work w where w.expense_id = e.id) as waits
            from expense e join source s on s.id = e.source_id join source_file f on f.id = e.file_id where s.name = ? and\s""";

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final PastBooks books;
    private final DocumentTrail trail;
    private final ObjectMapper json = new ObjectMapper();

    ExpenseStory(JdbcTemplate jdbc, MappingBook book, PastBooks books) {
        this.jdbc = jdbc;
        this.book = book;
        this.books = books;
        this.trail = new DocumentTrail(jdbc, books);
    }

    /** The expenses that a key may mean: the source's own id, or the short key; with the source before it or without. */
    List<Explanation.Spent> of(String source, String given) {
        String key = given.strip().startsWith(source + ":") ? given.strip().substring(source.length() + 1) : given.strip();
        List<Explanation.Spent> byId = jdbc.query(SELECT + "e.source_key = ?", (row, n) -> spent(row), source, key);
        byte[][] range = EntryKeys.range(key);
        return !byId.isEmpty() || range == null ? byId
                : jdbc.query(SELECT + "e.source_key is null and e.identity between ? and ?", (row, n) -> spent(row), source, range[0], range[1]);
    }

    private Explanation.Spent spent(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        String source = row.getString("source");
        String key = row.getString("source_key");
        Names names = new Names(
                row.getString("worker_name"), row.getString("worker_email"), row.getString("client_name"), row.getString("project_name"), null);
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        BigDecimal units = row.getBigDecimal("units");
        Explanation.Row received = ReceivedStory.row(row);
        var project = book.project(source, names);
        Optional<Client> client = project.map(book::clientOf).or(() -> book.names().client(source, names).map(book.clients()::get));
        var category = book.expenses().category(row.getString("category_name"));
        return new Explanation.Spent(
                source + ":" + EntryKeys.key(key, key == null ? row.getBytes("identity") : null), row.getInt("revision"), row.getBoolean("deleted"),
                row.getBoolean("waits") ? "the next pass allocates it anew: what is said below is from before" : null, received,
                earlier(id, received.raw()),
                book.worker(source, names).map(w -> new Explanation.Name(said(names), w.worker(), w.name(), w.at(), null))
                        .orElseGet(() -> unknown(said(names), NameKind.WORKER, source, names)),
                new Explanation.Name(
                        names.client(), client.map(Client::client).orElse(null), client.map(Client::name).orElse(null),
                        client.map(Client::at).orElse(null), null),
                project.map(p -> new Explanation.Name(names.project(), p.project(), p.name(), p.at(), null))
                        .orElseGet(() -> names.project() == null ? new Explanation.Name(null, null, null, null, null)
                                : unknown(names.project(), NameKind.PROJECT, source, names)),
                new Explanation.Name(
                        row.getString("category_name"), category.map(c -> c.category()).orElse(null), category.map(c -> c.name()).orElse(null),
                        category.map(c -> c.at()).orElse(null), null),
                row.getString("vendor"), row.getString("spent_on"), units == null ? null : units.stripTrailingZeros().toPlainString(),
                amount == null ? null : LedgerText.amount(amount, currency), currency, row.getString("receipt"), row.getString("notes"),
                side(id, "pay", "VENDOR_BILL"), side(id, "bill", "SALES_INVOICE"));
    }

    private static String said(Names names) {
        return names.email() == null ? names.worker() : (names.worker() == null ? "" : names.worker() + " ") + "<" + names.email() + ">";
    }

    private Explanation.Name unknown(String received, NameKind kind, String source, Names names) {
        return new Explanation.Name(received, null, null, null, book.names().why(kind, source, names).what());
    }

    private List<Explanation.EarlierRow> earlier(long id, String now) {
        List<Explanation.EarlierRow> plain = jdbc.query(
                """
                select r.revision, f.name, r.line, f.taken_at, f.run_id, r.raw, r.replaced_run_id
                from expense_revision r join source_file f on f.id = r.file_id where r.expense_id = ? order by r.revision""",
                (row, n) -> new Explanation.EarlierRow(row.getInt("revision"), ReceivedStory.row(row), row.getInt("replaced_run_id"), List.of()), id);
        List<Explanation.EarlierRow> earlier = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            Explanation.EarlierRow one = plain.get(i);
            String after = i + 1 == plain.size() ? now : plain.get(i + 1).row().raw();
            earlier.add(new Explanation.EarlierRow(one.revision(), one.row(), one.replacedInRun(), ReceivedStory.changes(one.row().raw(), after)));
        }
        return earlier;
    }

    private Explanation.SpentSide side(long id, String side, String groupType) {
        List<Explanation.Document> documents = trail.ofExpense(id, groupType);
        return jdbc.query(
                """
                select a.*, v.version from expense_allocation a left join mapping_version v on v.id = a.mapping_version_id
                where a.expense_id = ? and a.side = ?""",
                (row, n) -> side(row, documents), id, side).stream().findFirst().orElseGet(() -> new Explanation.SpentSide(
                        new Explanation.Standing("waiting", null, "nothing is allocated", null, null), null, null, null, null, null, documents));
    }

    private Explanation.SpentSide side(ResultSet row, List<Explanation.Document> documents) throws SQLException {
        String reason = row.getString("reason");
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        String shown = amount == null ? null : LedgerText.amount(amount, currency);
        JsonNode exchange = read(row.getString("exchange"));
        return new Explanation.SpentSide(
                new Explanation.Standing(
                        row.getString("state"), reason, row.getString("detail"), reason == null ? null : HoldWords.fixOfExpense(Reason.of(reason)),
                        row.getString("version")),
                books.account(row.getInt("mapping_version_id"), row.getString("account")), currency, shown,
                shown == null ? null : calculation(row, exchange, shown, currency), exchange, documents);
    }

    /** {@code 100 × 0.67 USD = 67.00 USD, + 10 % × 0.9472 EUR/USD = 69.81 EUR, rounded once, half-up}. */
    private static String calculation(ResultSet row, JsonNode exchange, String amount, String currency) throws SQLException {
        String from = row.getString("cost_currency");
        BigDecimal rate = row.getBigDecimal("unit_rate");
        BigDecimal markup = row.getBigDecimal("markup_percent");
        String cost = LedgerText.amount(row.getBigDecimal("cost"), from) + " " + from;
        return (rate == null ? cost : row.getBigDecimal("units").stripTrailingZeros().toPlainString() + " × "
                        + rate.stripTrailingZeros().toPlainString() + " " + from + " (" + row.getString("rate_at") + ") = " + cost)
                + (markup.signum() == 0 ? "" : " + " + markup.stripTrailingZeros().toPlainString() + " %")
                + (exchange == null ? "" : " × " + exchange.path("rate").asText() + " " + currency + "/" + from)
                + " = " + amount + " " + currency + ", rounded once, " + row.getString("money_rounding");
    }

    private JsonNode read(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an exchange rate is not JSON: " + text, e);
        }
    }
}
