package io.hourbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.TestDatabase;
import io.hourbook.sandbox.SandboxFaults.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox over HTTP, as a target sees it. */
class SandboxTest {

    private static DataSource source;
    private static SandboxServer server;
    private static int number;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String reference = "HB-INV-CUST-" + ++number + "-USD-2025-03-1";

    @BeforeAll
    static void start() {
        source = TestDatabase.fresh();
        server = new SandboxServer(source);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void calm() {
        server.faults().set(SandboxFaults.NOTHING);
    }

    private String invoice() {
        return SandboxRulesTest.INVOICE.replace("HB-INV-CUST-1001-USD-2025-03-1", reference);
    }

    @Test
    void documents_that_come_at_once_do_not_hold_one_another_up() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 160)
                .mapToObj(i -> HttpRequest.newBuilder(URI.create(server.url() + "/documents"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", reference + "-" + i)
                        .POST(HttpRequest.BodyPublishers.ofString(invoice().replace(reference, reference + "-" + i)))
                        .build())
                .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        for (CompletableFuture<HttpResponse<String>> call : calls) {
            assertThat(call.get(60, TimeUnit.SECONDS).statusCode()).as(call.get().body()).isEqualTo(201);
        }
    }

    private HttpResponse<String> call(String method, String path, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String key, String body) throws Exception {
        return call("POST", "/documents", key, body);
    }

    private String id() throws Exception {
        return post("k" + reference, invoice()).body().replaceAll(".*\"(SB-\\d+)\".*", "$1");
    }

    @Test
    void a_key_makes_one_document_for_ever() throws Exception {
        HttpResponse<String> first = post("k1" + reference, invoice());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).matches("\\{\"id\":\"SB-\\d+\"}");
        HttpResponse<String> again = post("k1" + reference, invoice());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(post("k1" + reference, invoice().replace("4020", "4030")).statusCode()).isEqualTo(409);
        try (SandboxServer restarted = new SandboxServer(source)) {
            assertThat(restarted.sandbox().create("k1" + reference, invoice().getBytes()).status()).isEqualTo(200);
        }
    }

    @Test
    void a_reference_is_there_once() throws Exception {
        post("k2" + reference, invoice());
        assertThat(post("another", invoice()).statusCode()).isEqualTo(409);
        assertThat(call("GET", "/documents?reference=" + reference, null, null).body())
                .contains(reference)
                .contains("\"lines\"")
                .contains("\"id\":\"SB-");
        assertThat(call("GET", "/documents?reference=none", null, null).body()).isEqualTo("{\"documents\":[]}");
    }

    @Test
    void many_callers_with_one_key_make_one_document() {
        Stream<CompletableFuture<Integer>> calls = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> server.sandbox().create("race" + reference, invoice().getBytes()).status()));
        assertThat(calls.toList().stream().map(CompletableFuture::join).filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void a_draft_is_changed_and_a_final_document_is_not() throws Exception {
        String id = id();
        String changed = invoice().replace("4020", "4030");
        assertThat(call("PUT", "/documents/" + id, null, changed).statusCode()).isEqualTo(200);
        assertThat(call("GET", "/documents?reference=" + reference, null, null).body()).contains("4030");
        assertThat(call("PUT", "/documents/" + id, null, changed.replace("HB-INV", "HB-CRN")).statusCode()).isEqualTo(422);
        assertThat(call("POST", "/documents/" + id + "/finalise", null, "{}").statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/documents/" + id, null, changed).statusCode()).isEqualTo(423);
        assertThat(call("PUT", "/documents/SB-999999", null, changed).statusCode()).isEqualTo(404);
        assertThat(call("PUT", "/documents/nonsense", null, changed).statusCode()).isEqualTo(404);
    }

    @Test
    void a_batch_is_answered_item_by_item() throws Exception {
        String batch = "{\"documents\":[{\"idempotencyKey\":\"b1" + reference + "\",\"document\":" + invoice()
                + "},{\"idempotencyKey\":\"b2\",\"document\":" + invoice().replace("draft", "sent") + "}]}";
        HttpResponse<String> answer = call("POST", "/documents/batch", null, batch);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"idempotencyKey\":\"b1" + reference + "\",\"status\":201")
                .contains("\"idempotencyKey\":\"b2\",\"status\":422");
    }

    @Test
    void what_is_no_sound_call_is_refused_and_kept_out() throws Exception {
        assertThat(post(null, invoice()).statusCode()).isEqualTo(400);
        assertThat(post("k", "[1]").statusCode()).isEqualTo(400);
        assertThat(post("k", "{").statusCode()).isEqualTo(400);
        assertThat(post("k", "{\"type\":\"a\",\"type\":\"b\"}").statusCode()).as("a name twice").isEqualTo(400);
        assertThat(post("k", "{\"a\":".repeat(5_000)).statusCode()).as("deep").isEqualTo(400);
        assertThat(post("k", "{\"a\":" + "9".repeat(5_000) + "}").statusCode()).as("long number").isEqualTo(400);
        assertThat(post("k", " ".repeat(4_000_001)).statusCode()).as("large").isEqualTo(413);
        HttpRequest form = HttpRequest.newBuilder(URI.create(server.url() + "/documents"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(invoice()))
                .build();
        assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void faults_are_rehearsed_on_demand() throws Exception {
        assertThat(call("PUT", "/faults", null, "{\"unavailableEvery\":1,\"retryAfterSeconds\":3}").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post("f" + reference, invoice());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3");

        server.faults().set(new Settings(0, 0, 1, null, 0));
        assertThatThrownBy(() -> post("f" + reference, invoice())).isInstanceOf(IOException.class);
        server.faults().set(new Settings(0, 1, 0, null, 0));
        assertThat(post("f" + reference, invoice()).statusCode()).isEqualTo(429);
        server.faults().set(SandboxFaults.NOTHING);
        assertThat(post("f" + reference, invoice()).statusCode()).as("the work was done").isEqualTo(200);
    }
}
