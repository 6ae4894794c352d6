package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.quickbooks.FakeQuickBooks;
import io.hourbook.quickbooks.FakeQuickBooks.Trouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample company's documents in a company of QuickBooks Online, over lines that are cut. */
class QuickBooksIT {

    private static final String TARGETS = """
            default: books
            targets:
              books:
                kind: quickbooks
                url: %s
                token: ${env:BOOKS_TOKEN}
                batch: 30
                settings: { realm: "9341457", payroll_seconds: started-minute }
            """;
    private static final String DEPOSITS = "2400";

    /** What everything there is called here, by its kind and id. */
    private final Map<String, String> names = new HashMap<>();

    private void has(FakeQuickBooks books, String entity, String field, Iterable<String> all) {
        all.forEach(one -> names.put(entity + "#" + books.has(entity, field, one), one));
    }

    /** A column of a table of the sample company's mappings. */
    private static Iterable<String> column(Company company, String file, String column) throws IOException {
        List<String> rows = Files.readAllLines(company.home().resolve("mappings").resolve(file)).stream().filter(row -> !row.startsWith("#")).toList();
        int at = List.of(rows.get(0).split(",")).indexOf(column);
        return rows.stream().skip(1).map(row -> row.split(",", -1)).map(row -> row[at]).filter(cell -> !cell.isBlank()).distinct().toList();
    }

    @Test
    void theSampleCompanyStandsThereOnceAndToTheCent() throws IOException {
        try (FakeQuickBooks books = new FakeQuickBooks(); Company company = Company.withExports()) {
            has(books, "Customer", "DisplayName", column(company, "clients.csv", "customer"));
            has(books, "Vendor", "DisplayName", column(company, "workers.csv", "vendor"));
            has(books, "Employee", "DisplayName", column(company, "workers.csv", "worker"));
            has(books, "Item", "Sku", column(company, "services.csv", "item"));
            has(books, "Account", "AcctNum", column(company, "accounts.csv", "account"));
            Files.writeString(company.home().resolve("mappings/targets.yaml"), TARGETS.formatted(books.url()));
            books.fail(call -> call % 7 == 0 ? Trouble.CUT_AFTER_WORK : call % 11 == 0 ? Trouble.PAGE_AFTER_WORK : Trouble.NONE);
            JsonNode first = sync(company);
            assertThat(first.path("documents").path("failed").asInt()).as(first.toString()).isZero();
            assertThat(first.path("documents").path("pending").asInt()).as(first.toString()).isZero();
            int calls = books.calls.size();
            JsonNode last = sync(company);

            assertThat(last.path("documents").path("created").asInt()).as(last.toString()).isZero();
            assertThat(books.calls).as("nothing more to say").hasSize(calls);
            assertThat(books.numbers().stream().filter(number -> !number.isEmpty())).doesNotHaveDuplicates();
            assertStandsThere(books);
        }
    }

    private static JsonNode sync(Company company) {
        Company.Ended ended = company.start(Map.of("BOOKS_TOKEN", "secret-token"), "sync", "--json").await();
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return ended.json();
    }

    private void assertStandsThere(FakeQuickBooks books) {
        JsonNode expected = Figures.expected();
        Map<String, String> invoices = new TreeMap<>();
        expected.path("invoices").forEach(one -> invoices.put(group(one, "customer"), plain(one.path("total").asText())));
        assertThat(totals(books, "Invoice", "CustomerRef", "Customer#")).containsExactlyInAnyOrderEntriesOf(invoices);
        Map<String, String> bills = new TreeMap<>();
        expected.path("vendor_bills").forEach(one -> bills.put(group(one, "vendor"), plain(one.path("total").asText())));
        assertThat(totals(books, "Bill", "VendorRef", "Vendor#")).containsExactlyInAnyOrderEntriesOf(bills);
        assertThat(drawn(books)).containsExactlyInAnyOrderEntriesOf(drawn(expected));
        assertThat(paid(books)).containsExactlyInAnyOrderEntriesOf(Figures.wanted(expected).payroll());
    }

    private static String group(JsonNode one, String party) {
        return one.path(party).asText() + " " + one.path("currency").asText() + " " + one.path("period").asText();
    }

    private static String plain(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().toPlainString();
    }

    private Map<String, String> totals(FakeQuickBooks books, String entity, String party, String kind) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        for (ObjectNode one : books.list(entity)) {
            String group = names.get(kind + one.path(party).path("value").asText()) + " " + one.path("CurrencyRef").path("value").asText() + " "
                    + one.path("TxnDate").asText().substring(0, 7);
            totals.merge(group, one.path("TotalAmt").decimalValue(), BigDecimal::add);
        }
        Map<String, String> words = new TreeMap<>();
        totals.forEach((group, total) -> words.put(group, plain(total.toPlainString())));
        return words;
    }

    /** What was drawn from customers' deposits, by currency and month. */
    private Map<String, String> drawn(FakeQuickBooks books) {
        Map<String, String> drawn = new TreeMap<>();
        for (ObjectNode one : books.list("JournalEntry")) {
            for (JsonNode line : one.path("Line")) {
                JsonNode detail = line.path("JournalEntryLineDetail");
                if (DEPOSITS.equals(names.get("Account#" + detail.path("AccountRef").path("value").asText()))) {
                    assertThat(detail.path("PostingType").asText()).isEqualTo("Debit");
                    drawn.put(one.path("CurrencyRef").path("value").asText() + " " + one.path("TxnDate").asText().substring(0, 7),
                            plain(line.path("Amount").decimalValue().toPlainString()));
                }
            }
        }
        return drawn;
    }

    private static Map<String, String> drawn(JsonNode expected) {
        Map<String, String> drawn = new TreeMap<>();
        expected.path("retainers").forEach(one -> one.path("drawdown").fields().forEachRemaining(
                month -> drawn.put(one.path("currency").asText() + " " + month.getKey(), plain(month.getValue().asText()))));
        return drawn;
    }

    /** The exact seconds, which each time says beside its minutes. */
    private Map<String, Long> paid(FakeQuickBooks books) {
        Map<String, Long> paid = new TreeMap<>();
        for (ObjectNode one : books.list("TimeActivity")) {
            String[] words = one.path("Description").asText().split(" ");
            long seconds = Long.parseLong(words[5]);
            long minutes = one.path("Hours").asLong() * 60 + one.path("Minutes").asLong();
            assertThat(minutes * 60 - seconds).as(one.toString()).isBetween(0L, 59L);
            assertThat(names.get("Employee#" + one.path("EmployeeRef").path("value").asText())).isEqualTo(words[2]);
            assertThat(paid.put(words[2] + " " + words[3] + " " + words[4], seconds)).as("once").isNull();
        }
        return paid;
    }
}
