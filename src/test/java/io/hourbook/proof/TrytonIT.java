package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The packaged program, the sample company and a real Tryton on PostgreSQL: four documents at a time, which makes Tryton refuse
 * locks, through a proxy that loses one answer of each kind of call. Everything is posted at once, so what changes is credited.
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
    private TrytonBooks books;

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
        deliverAll();
        assertThat(proxy.lost()).containsExactlyInAnyOrder(LOST);
    }

    @AfterAll
    void leaveNothing() {
        for (AutoCloseable each : new AutoCloseable[] {company, proxy}) {
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

    private void deliverAll() {
        JsonNode documents = sync();
        for (int pass = 1; documents.path("pending").asInt() > 0 && pass < MOST_PASSES; pass++) {
            documents = sync();
        }
        assertThat(documents.path("pending").asInt()).as(documents.toString()).isZero();
        assertThat(documents.path("failed").asInt()).as(documents.toString()).isZero();
        books = new TrytonBooks(tryton, run("export", "ledger", "--format", "csv").out());
    }

    @Test
    @Order(1)
    void everyInvoiceAndBillStandsPostedOnceWithItsTotal() {
        books.agreeOnEveryInvoice();
    }

    @Test
    @Order(1)
    void everyJournalStandsPostedOnce() {
        books.agreeOnEveryJournal();
    }

    @Test
    @Order(1)
    void theTrialBalanceIsTheLedgersToTheCent() {
        books.agreeOnTheTrialBalance();
    }

    @Test
    @Order(1)
    void whatIsOwedInOtherCurrenciesIsTheLedgers() {
        books.agreeOnWhatIsOwedInOtherCurrencies();
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

    @Test
    @Order(3)
    void whatIsCorrectedAfterwardsIsCreditedAndTheBooksAgreeAgain() {
        assertThat(books.references("credit-note")).isEmpty();
        List<String> posted = contents();
        company.drop("harvest", "harvest-time-report.csv", Company.export("harvest-time-report.csv")
                .replace(",\"2,81\",Yes,No,Yes,Jo,Park", ",\"1,31\",Yes,No,Yes,Jo,Park"));
        company.drop("clockify-new-york", "clockify-detailed-new-york.csv", Company.export("clockify-detailed-new-york.csv")
                .replace("\"03/03/2025\",\"10:38:20 AM\",\"02:22:25\",\"2.37\"", "\"03/03/2025\",\"09:23:20 AM\",\"01:07:25\",\"1.12\""));
        company.drop("toggl-london", "toggl-detailed-london.csv", Company.export("toggl-detailed-london.csv")
                .replace("2025-03-03,09:10:38,00:49:21", "2025-03-03,08:45:38,00:24:21"));
        company.drop("kimai-tokyo", "kimai-export.csv", Company.export("kimai-export.csv")
                .replace("2025-03-03,08:11,08:27,0:16", "2025-03-03,08:11,08:16,0:05"));

        deliverAll();

        // of customers and suppliers, in the company's currency, in another, and in one without cents
        assertThat(books.references("credit-note")).anyMatch(reference -> reference.contains("-USD-"))
                .anyMatch(reference -> reference.contains("-GBP-"));
        assertThat(books.references("vendor-credit")).anyMatch(reference -> reference.contains("-USD-"))
                .anyMatch(reference -> reference.contains("-JPY-"));
        books.agreeOnEveryInvoice();
        books.agreeOnEveryJournal();
        books.agreeOnTheTrialBalance();
        books.agreeOnWhatIsOwedInOtherCurrencies();
        assertThat(contents()).as("what was posted stays as it was").containsAll(posted);
        tryton.all("account.invoice", "[[\"reference\",\"like\",\"HB-CRN-%\"]]", "", "total_amount", "type").forEach(credit -> {
            assertThat(credit.path("type").asText()).isEqualTo("out");
            assertThat(TrytonBooks.decimal(credit, "total_amount")).isLessThan(BigDecimal.ZERO);
        });
    }

    private List<String> contents() {
        List<String> contents = new ArrayList<>();
        tryton.all("account.invoice", "[]", "", "reference", "number", "state", "lines.description", "lines.amount", "write_date")
                .forEach(invoice -> contents.add(invoice.toString()));
        return contents;
    }
}
