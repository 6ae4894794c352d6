package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A service that runs on a home, and every other command beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.ofRepository();
    private final int port = freePort();
    private Company.Running service;

    @BeforeAll
    void start() {
        service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return service.words().contains("Hourbook is up: http://localhost:" + port) && FirstLogin.in(service).isPresent();
        });
    }

    @AfterAll
    void leaveNothing() {
        company.close();
        target.close();
    }

    @Test
    @Order(1)
    void thePageAnswers() throws Exception {
        HttpResponse<String> page = get("/login");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(get("/").headers().firstValue("Location")).contains("/login");
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("Hourbook");
    }

    @Test
    @Order(2)
    void aSecondServiceIsRefusedAndToldOfTheFirst() {
        Company.Ended second =
                company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(freePort())), "serve").await();

        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains("DB-301").contains(Long.toString(service.process().pid())).doesNotContain("\tat ");
        assertThat(service.process().isAlive()).isTrue();
    }

    @Test
    @Order(3)
    void filesDroppedIntoTheInboxAreTakenWithoutBeingAskedFor() {
        company.dropExports();

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> company.taken().size() == Company.EXPORTS.size());
    }

    @Test
    @Order(4)
    void aSyncBesideItIsAPassOfTheService() {
        JsonNode summary = company.sync(target);

        // it waited for the pass that the files began, and found nothing left to do
        assertThat(summary.path("run").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        assertThat(summary.path("documents").path("pending").asInt()).isZero();
        Figures.assertSampleCompany(target);
        assertThat(service.process().isAlive()).isTrue();
    }

    @Test
    @Order(5)
    void theConsoleShowsWhatTheTargetHas() throws Exception {
        String invoice = "HB-INV-CUST-1001-USD-2025-03-1";

        assertThat(get("/api/documents").body()).contains(invoice);
    }

    @Test
    @Order(5)
    void anEntryIsExplainedBesideIt() {
        JsonNode line = target.documents().stream()
                .filter(document -> document.path("type").asText().equals("sales-invoice")).findFirst().orElseThrow()
                .path("lines").path(0);
        String[] entry = line.path("entries").path(0).asText().split(":", 2);

        Company.Ended told = company.run(target, "explain", entry[0], entry[1], "--json");

        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.json().toString()).contains(line.path("amount").asText()).contains(line.path("worker").asText());
    }

    @Test
    @Order(5)
    void theLedgerIsExportedBesideIt() {
        Company.Ended books = company.run(target, "export", "ledger", "--format", "hledger");

        assertThat(books.exit()).as(books.err()).isZero();
        assertThat(books.out()).contains("HB-INV-CUST-1001-USD-2025-03-1").contains("HB-LAB-");
    }

    @Test
    @Order(6)
    void itEndsWithAllThatItStartedWhenTold() throws Exception {
        service.process().destroy();

        assertThat(service.process().waitFor(30, TimeUnit.SECONDS)).as("gone within 30 s: " + service.words()).isTrue();
        assertThat(company.servers()).as("database servers left behind").isEmpty();
        assertThat(company.run(target, "sync", "--json").exit()).as("the home is free again").isZero();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", FirstLogin.in(service).orElseThrow()).build(), HttpResponse.BodyHandlers.ofString());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
