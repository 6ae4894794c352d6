package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged program, the sample company and a real Tryton on PostgreSQL: four documents at a time, which makes Tryton refuse
 * locks, through a proxy that loses one answer of each kind of call.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrytonIT {

    private static final String[] LOST = {"common.db.login", "model.account.invoice.create", "model.account.invoice.post",
        "model.account.move.create", "model.account.move.post", "model.account.invoice.write", "model.account.invoice.search_read"};
    private static final int MOST_PASSES = 5;

    private TrytonPeer tryton;
    private LosingProxy proxy;
    private Company company;
    private List<NamedCsvRecord> ledger;

    @BeforeAll
    void theSampleCompanyIsDelivered() throws IOException {
        tryton = TrytonPeer.started();
        proxy = new LosingProxy(tryton.url(), LOST);
        company = Company.withExports();
        Files.writeString(company.home().resolve("mappings/targets.yaml"), """
                default: books
                documents:
                  payroll-batch: payroll
                targets:
                  books:
                    kind: tryton
                    url: %s
                    token: ${env:BOOKS_PASSWORD}
                    concurrency: 4
                    timeout_seconds: 60
                    settings: { user: %s, post: posted }
                  payroll:
                    url:
                """.formatted(proxy.url(), TrytonPeer.USER));
        JsonNode documents = sync();
        for (int pass = 1; documents.path("pending").asInt() > 0 && pass < MOST_PASSES; pass++) {
            documents = sync();
        }
        assertThat(documents.path("pending").asInt()).as(documents.toString()).isZero();
        assertThat(documents.path("failed").asInt()).as(documents.toString()).isZero();
        assertThat(proxy.lost()).containsExactlyInAnyOrder(LOST);
        Company.Ended exported = run("export", "ledger", "--format", "csv");
        ledger = CsvReader.builder().ofNamedCsvRecord(exported.out()).stream()
                .filter(row -> !row.getField("type").equals("opening-balance")).toList();
        assertThat(ledger).hasSizeGreaterThan(900).allMatch(row -> row.getField("at target").equals("yes"));
    }

    @AfterAll
    void leaveNothing() {
        for (AutoCloseable each : new AutoCloseable[] {company, proxy, tryton}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception leftToTheSystem) {
                // the next one is closed all the same
            }
        }
    }

    private Company.Ended run(String... command) {
        Company.Ended ended = company.start(Map.of("BOOKS_PASSWORD", tryton.password()), command).await();
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    private JsonNode sync() {
        return run("sync", "--json").json().path("documents");
    }

    @Test
    @Order(1)
    void everyInvoiceAndBillStandsPostedOnceWithItsTotal() {
        Map<String, String> here = new TreeMap<>();
        totals("1200", BigDecimal.ONE).forEach((reference, total) -> here.put(reference, "out posted " + total));
        totals("2000", BigDecimal.ONE.negate()).forEach((reference, total) -> here.put(reference, "in posted " + total));

        List<String> there = new ArrayList<>();
        tryton.all("account.invoice", "[]", "", "reference", "type", "state", "total_amount", "number").forEach(invoice -> {
            assertThat(invoice.path("number").asText()).isNotEmpty();
            there.add(invoice.path("reference").asText() + "=" + invoice.path("type").asText() + " " + invoice.path("state").asText() + " "
                    + plain(decimal(invoice, "total_amount")));
        });

        assertThat(there).hasSizeGreaterThan(15).containsExactlyInAnyOrderElementsOf(
                here.entrySet().stream().map(Object::toString).toList());
    }

    @Test
    @Order(1)
    void everyJournalStandsPostedOnce() {
        List<String> here = ledger.stream().filter(row -> row.getField("type").equals("journal-entry"))
                .map(row -> row.getField("reference")).distinct().toList();
        List<String> there = new ArrayList<>();
        tryton.all("account.move", "[[\"origin\",\"=\",null]]", "", "description", "state").forEach(move -> {
            assertThat(move.path("state").asText()).as(move.toString()).isEqualTo("posted");
            there.add(move.path("description").asText());
        });

        assertThat(there).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(here);
    }

    @Test
    @Order(1)
    void theTrialBalanceIsTheLedgersToTheCent() {
        Map<String, String> here = new TreeMap<>();
        sums(row -> row.getField("account"), "base amount").forEach((account, balance) -> here.put(account, plain(balance)));

        Map<String, String> there = new TreeMap<>();
        tryton.all("account.account", "[[\"code\",\"!=\",null]]", ",\"posted\":true", "code", "balance").forEach(account ->
                there.put(account.path("code").asText(), plain(decimal(account, "balance"))));
        there.values().removeIf("0"::equals);
        here.values().removeIf("0"::equals);

        assertThat(there).hasSizeGreaterThan(12).containsExactlyInAnyOrderEntriesOf(here);
        assertThat(tryton.all("account.move", "[[\"state\",\"!=\",\"posted\"]]", "", "description")).as("moves left as drafts").isEmpty();
    }

    @Test
    @Order(1)
    void whatIsOwedInOtherCurrenciesIsTheLedgers() {
        Map<String, BigDecimal> here = new TreeMap<>();
        ledger.stream().filter(row -> !row.getField("currency").equals("USD")).forEach(row ->
                here.merge(row.getField("account") + " " + row.getField("currency"), signed(row), BigDecimal::add));

        Map<String, BigDecimal> there = new TreeMap<>();
        tryton.all("account.move.line", "[[\"second_currency\",\"!=\",null]]", "", "account.code", "second_currency.code",
                "amount_second_currency").forEach(line -> there.merge(
                        line.path("account.").path("code").asText() + " " + line.path("second_currency.").path("code").asText(),
                        decimal(line, "amount_second_currency"), BigDecimal::add));

        assertThat(plain(there)).hasSizeGreaterThan(10).containsExactlyInAnyOrderEntriesOf(plain(here));
    }

    @Test
    @Order(2)
    void anotherPassSaysNothingToIt() {
        int calls = proxy.calls().size();
        company.dropExports();

        JsonNode again = sync();

        assertThat(again.path("created").asInt() + again.path("updated").asInt() + again.path("delivered").asInt()).isZero();
        assertThat(proxy.calls()).hasSize(calls);
    }

    /** By reference, of documents that have a posting to an account. */
    private Map<String, String> totals(String account, BigDecimal sign) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        ledger.stream().filter(row -> row.getField("account").equals(account) && !row.getField("type").equals("journal-entry"))
                .forEach(row -> totals.merge(row.getField("reference"), signed(row).multiply(sign), BigDecimal::add));
        return plain(totals);
    }

    private Map<String, BigDecimal> sums(java.util.function.Function<NamedCsvRecord, String> by, String field) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        ledger.forEach(row -> sums.merge(by.apply(row), new BigDecimal(row.getField(field)), BigDecimal::add));
        return sums;
    }

    private static BigDecimal signed(NamedCsvRecord row) {
        String debit = row.getField("debit");
        return debit.isEmpty() ? new BigDecimal(row.getField("credit")).negate() : new BigDecimal(debit);
    }

    private static BigDecimal decimal(JsonNode record, String field) {
        JsonNode decimal = record.path(field).path("decimal");
        assertThat(decimal.isTextual()).as(field + " of " + record).isTrue();
        return new BigDecimal(decimal.asText());
    }

    private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
        Map<String, String> plain = new TreeMap<>();
        amounts.forEach((name, amount) -> plain.put(name, plain(amount)));
        return plain;
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
