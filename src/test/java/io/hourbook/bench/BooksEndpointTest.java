package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong must be seen: each test sends one thing that is. */
class BooksEndpointTest {

    private static final String INVOICE = """
            {"reference":"HB-INV-CUST-01-USD-2023-01-1","type":"sales-invoice","status":"draft","counterparty":"CUST-01","period":"2023-01",
             "currency":"USD","total":"30.00","baseCurrency":"USD","baseTotal":"30.00","lines":[
             {"line":"1","worker":"B001","project":"P001","service":"DEV","account":"4020","workDate":"2023-01-02","seconds":900,"rawSeconds":880,
              "amount":"10.00","baseAmount":"10.00","original":{"currency":"USD","amount":"10.00"}},
             {"line":"2","worker":"B002","project":"P001","service":"DEV","account":"4020","workDate":"2023-01-02","seconds":1800,"rawSeconds":1700,
              "amount":"20.00","baseAmount":"20.00","original":{"currency":"USD","amount":"20.00"}}]}""";
    private static final String JOURNAL = """
            {"reference":"HB-LAB-USD-2023-01-1","type":"journal-entry","status":"draft","period":"2023-01","currency":"USD","total":"5.00",
             "baseTotal":"5.00","lines":[{"account":"5010","seconds":60,"debit":"5.00","baseAmount":"5.00"},
             {"account":"2100","credit":"5.00","baseAmount":"5.00"}]}""";

    private BooksEndpoint books;

    @BeforeEach
    void open() throws IOException {
        books = new BooksEndpoint(0);
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void documentsThatAddUpAreTaken() throws Exception {
        assertThat(post("a", INVOICE)).isEqualTo(201);
        assertThat(post("a", INVOICE)).as("the same call again").isEqualTo(200);
        assertThat(post("b", JOURNAL)).isEqualTo(201);

        assertThat(books.faults(wanted())).isEmpty();
        assertThat(books.documents()).isEqualTo(2);
    }

    @Test
    void aChangedDocumentCountsOnce() throws Exception {
        post("a", INVOICE.replace("20.00", "40.00").replace("30.00", "50.00"));
        post("b", JOURNAL);
        assertThat(put("D1", INVOICE)).isEqualTo(200);

        assertThat(books.faults(wanted())).isEmpty();
    }

    @Test
    void aCentTooMuchIsSeen() throws Exception {
        post("a", INVOICE.replace("20.00", "20.01").replace("30.00", "30.01"));
        post("b", JOURNAL);

        assertThat(books.faults(wanted())).singleElement().asString().startsWith("sales-invoice CUST-01 USD 2023-01: saw 2 lines, 2,700 s, 30.01");
        assertThat(books.faults(wanted(), Set.of("journal-entry"))).isEmpty();
    }

    @Test
    void centsThatChangePlacesAreSeen() throws Exception {
        post("a", INVOICE.replace("\"B001\"", "\"B00X\"").replace("\"B002\"", "\"B001\"").replace("\"B00X\"", "\"B002\""));
        post("b", JOURNAL);

        assertThat(books.faults(wanted())).singleElement().asString().startsWith("sales-invoice CUST-01 USD 2023-01: saw 2 lines, 2,700 s, 30.00");
    }

    @Test
    void aTotalThatIsNotTheSumOfItsLinesIsSeen() throws Exception {
        post("a", INVOICE.replace("\"total\":\"30.00\"", "\"total\":\"31.00\""));
        post("b", JOURNAL);

        assertThat(books.faults(wanted())).containsExactly("HB-INV-CUST-01-USD-2023-01-1: total is 31.00, its lines come to 30.00");
    }

    @Test
    void aJournalOutOfBalanceIsSeen() throws Exception {
        post("a", INVOICE);
        post("b", JOURNAL.replace("\"credit\":\"5.00\"", "\"credit\":\"4.00\""));

        assertThat(books.faults(wanted())).anyMatch(fault -> fault.startsWith("HB-LAB-USD-2023-01-1: out of balance by 1.00"));
    }

    @Test
    void aDocumentThatIsMadeTwiceIsSeen() throws Exception {
        post("a", INVOICE);
        post("again", INVOICE);
        post("b", JOURNAL);

        assertThat(books.faults(wanted())).anyMatch(fault -> fault.endsWith("was made twice"))
                .anyMatch(fault -> fault.contains("saw 4 lines"));
    }

    @Test
    void brokenKeysAndCallsAreSeen() throws Exception {
        post("a", INVOICE);
        assertThat(post("a", INVOICE.replace("B001", "B003"))).isEqualTo(409);
        assertThat(post("", JOURNAL)).isEqualTo(400);
        assertThat(post("c", "not a document")).isEqualTo(422);
        assertThat(put("D9", JOURNAL)).isEqualTo(404);

        assertThat(books.faults(wanted())).anyMatch(fault -> fault.contains("came back with another body"))
                .anyMatch(fault -> fault.contains("without Idempotency-Key")).anyMatch(fault -> fault.contains("no document"))
                .anyMatch(fault -> fault.contains("never made")).anyMatch(fault -> fault.startsWith("journal-entry") && fault.contains("saw 0 lines"));
    }

    private static Totals wanted() {
        Totals totals = new Totals();
        totals.add("sales-invoice CUST-01 USD 2023-01", new Totals.Sum(1, 900, 1_000, 1_000, Totals.mark(
                "B001", "P001", "DEV", "2023-01-02", 900, 880, 1_000, 1_000, "4020")));
        totals.add("sales-invoice CUST-01 USD 2023-01", new Totals.Sum(1, 1_800, 2_000, 2_000, Totals.mark(
                "B002", "P001", "DEV", "2023-01-02", 1_800, 1_700, 2_000, 2_000, "4020")));
        totals.add("journal-entry  USD 2023-01 5010", new Totals.Sum(1, 60, 500, 500, 0));
        totals.add("journal-entry  USD 2023-01 2100", new Totals.Sum(1, 0, -500, -500, 0));
        return totals;
    }

    private int post(String key, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(books.url() + "/documents")).header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int put(String id, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(books.url() + "/documents/" + id)).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static int send(HttpRequest.Builder call) throws Exception {
        return HttpClient.newHttpClient().send(call.header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
