package io.hourbook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything that can be switched in the sandbox while it runs, as a target meets it. */
class SandboxSwitchesTest {

    private static DataSource source;
    private static SandboxServer server;
    private static int number;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String reference = "HB-INV-CUST-" + ++number + "-USD-2025-03-1";
    private final String invoice = SandboxRulesTest.INVOICE.replace("HB-INV-CUST-1001-USD-2025-03-1", reference);

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
    void end() throws Exception {
        assertThat(call("PUT", "/faults", null, "{}").statusCode()).isEqualTo(200);
        assertThat(call("PUT", "/rules", null, "{}").statusCode()).isEqualTo(200);
    }

    private HttpRequest request(String method, String path, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path)).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return (key == null ? request : request.header("Idempotency-Key", key)).build();
    }

    private HttpResponse<String> call(String method, String path, String key, String body) throws Exception {
        return client.send(request(method, path, key, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String key) throws Exception {
        return call("POST", "/documents", key + reference, invoice);
    }

    private void set(String what, String json) throws Exception {
        HttpResponse<String> set = call("PUT", what, null, json);
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(call("GET", what, null, null).body()).as("read back").isEqualTo(set.body());
    }

    private String found() throws Exception {
        return call("GET", "/documents?reference=" + reference, null, null).body();
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, 503, false", "tooMany, 429, false", "error, 500, false", "errorAfter, 500, true", "conflict, 409, false", "truncated, 200, true",
        "html, 200, false", "repeated, 200, true", "slow, 201, true"
    })
    void aFaultIsMetAndTheWorkDoneOrNot(String fault, int status, boolean works) throws Exception {
        set("/faults", "{\"" + fault + "Every\":1,\"slowMillis\":1}");
        HttpResponse<String> met = post("k");
        set("/faults", "{}");
        assertThat(met.statusCode()).isEqualTo(status);
        assertThat(found().contains(reference)).as("whether it stands there").isEqualTo(works);
        assertThat(met.headers().firstValue("Content-Type").orElse("")).startsWith(fault.equals("html") ? "text/html" : "application/json");
        if (fault.equals("truncated")) {
            assertThat(met.body()).startsWith("{\"id\"").doesNotContain("}");
        }
    }

    @ParameterizedTest
    @CsvSource({"cut, true", "cutBefore, false"})
    void aLineIsCutBeforeTheWorkOrAfterIt(String fault, boolean works) throws Exception {
        set("/faults", "{\"" + fault + "Every\":1}");
        assertThatThrownBy(() -> post("k")).isInstanceOf(IOException.class);
        set("/faults", "{}");
        assertThat(found().contains(reference)).isEqualTo(works);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() throws Exception {
        List<List<Integer>> seen = new ArrayList<>();
        for (int seed : new int[] {7, 7, 8}) {
            set("/faults", "{\"unavailablePercent\":30,\"errorPercent\":20,\"seed\":" + seed + ",\"latencyUpToMillis\":1}");
            List<Integer> statuses = new ArrayList<>();
            for (int call = 0; call < 60; call++) {
                statuses.add(call("GET", "/documents?reference=none", null, null).statusCode());
            }
            seen.add(statuses);
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1)).isNotEqualTo(seen.get(2)).contains(200, 500, 503);
    }

    @Test
    void limitsAreAVendorsInItsHeaders() throws Exception {
        set("/faults", "{\"perMinute\":2,\"perDay\":3}");
        assertThat(call("GET", "/documents", null, null).headers().firstValue("X-MinLimit-Remaining")).contains("1");
        HttpResponse<String> second = call("GET", "/documents", null, null);
        assertThat(second.headers().firstValue("X-MinLimit-Remaining")).contains("0");
        assertThat(second.headers().firstValue("X-DayLimit-Remaining")).contains("1");
        HttpResponse<String> third = post("k");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("X-Rate-Limit-Problem")).contains("minute");
        assertThat(Integer.parseInt(third.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);

        set("/faults", "{\"perDay\":1}");
        call("GET", "/documents", null, null);
        HttpResponse<String> tomorrow = call("GET", "/documents", null, null);
        assertThat(tomorrow.headers().firstValue("X-Rate-Limit-Problem")).contains("day");
        assertThat(Integer.parseInt(tomorrow.headers().firstValue("Retry-After").orElseThrow())).isBetween(86_000, 86_400);
    }

    @Test
    void moreCallsAtOnceThanAllowedAreTurnedAway() throws Exception {
        set("/faults", "{\"atOnce\":1,\"latencyMillis\":400}");
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int call = 0; call < 4; call++) {
            calls.add(client.sendAsync(request("GET", "/documents", null, null), HttpResponse.BodyHandlers.ofString()));
        }
        List<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join).toList();
        assertThat(answers).anyMatch(answer -> answer.statusCode() == 200);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).isNotEmpty()
                .allMatch(answer -> answer.headers().firstValue("X-Rate-Limit-Problem").orElse("").equals("concurrent"));
        set("/faults", "{\"atOnce\":1}");
        assertThat(call("GET", "/documents", null, null).statusCode()).as("nobody is in any more").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"accounts\":[\"1000\"]}|there is no account 4020",
        "{\"counterparties\":[\"CUST-1\"]}|there is no customer or vendor CUST-1001",
        "{\"closedUpTo\":\"2025-03-31\"}|the period of 2025-03-31 is closed: the books are closed up to 2025-03-31"
    })
    void rulesRefuseInWords(String rules, String words) throws Exception {
        set("/rules", rules);
        HttpResponse<String> refused = post("k");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(words);
        set("/rules", "{\"accounts\":[\"4020\"],\"counterparties\":[\"CUST-1001\"],\"closedUpTo\":\"2025-03-30\"}");
        assertThat(post("k").statusCode()).isEqualTo(201);
        set("/rules", rules);
        String id = found().replaceAll(".*\"id\":\"(SB-\\d+)\".*", "$1");
        assertThat(call("PUT", "/documents/" + id, null, invoice).statusCode()).as("nor is it changed").isEqualTo(422);
    }

    @Test
    void aSecondDocumentOfAReferenceIsAConflictOrRefusedOrTaken() throws Exception {
        assertThat(post("a").statusCode()).isEqualTo(201);
        assertThat(post("b").statusCode()).isEqualTo(409);
        set("/rules", "{\"duplicates\":\"refuse\"}");
        HttpResponse<String> refused = post("b");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("duplicate document number");
        set("/rules", "{\"duplicates\":\"take\"}");
        assertThat(post("b").statusCode()).isEqualTo(201);
        assertThat(found().split("\"reference\"")).as("both stand there").hasSize(3);
    }

    @Test
    void aForgottenKeyIsNewAndAFinalTypeIsFinalAtOnce() throws Exception {
        assertThat(post("a").statusCode()).isEqualTo(201);
        assertThat(post("a").statusCode()).isEqualTo(200);
        set("/rules", "{\"duplicates\":\"take\",\"finalTypes\":[\"sales-invoice\"],\"rememberKeysSeconds\":86400}");
        assertThat(post("a").statusCode()).as("known for a day").isEqualTo(200);
        assertThat(post("c").statusCode()).isEqualTo(201);
        assertThat(found()).contains("\"status\":\"draft\"").contains("\"status\":\"final\"");

        set("/rules", "{\"duplicates\":\"take\",\"rememberKeysSeconds\":360}");
        new JdbcTemplate(source).update("update sandbox_document set created_at = created_at - interval 7 minute where reference = ?", reference);
        assertThat(post("a").statusCode()).as("the same key makes another one").isEqualTo(201);
        assertThat(found().split("\"reference\"")).hasSize(4);
    }

    @Test
    void peopleEditPayAndVoidWithinTheirRules() throws Exception {
        post("k");
        String path = "/documents/" + found().replaceAll(".*\"id\":\"(SB-\\d+)\".*", "$1");
        assertThat(call("POST", path + "/edit", null, "{\"due\":\"2025-06-30\"}").statusCode()).isEqualTo(200);
        assertThat(found()).contains("\"byPeople\":\"edited\"").contains("2025-06-30");
        assertThat(call("POST", path + "/edit", null, "{\"total\":\"1.00\"}").body()).contains("is not the sum of the lines");
        assertThat(call("POST", path + "/edit", null, "{\"reference\":\"X\"}").body()).contains("reference is nothing that can be edited");
        assertThat(call("POST", path + "/pay", null, "{\"amount\":\"999999.00\"}").body()).contains("not more than is open").doesNotContainPattern("[0-9]\\.[0-9]{2}0+;");
        assertThat(call("POST", path + "/pay", null, "{\"amount\":\"0.50\"}").statusCode()).isEqualTo(200);
        assertThat(found()).contains("\"paid\":\"0.5\"").contains("\"status\":\"final\"");
        assertThat(call("POST", path + "/void", null, "{}").body()).contains("is paid in part or whole");
        assertThat(call("PUT", path, null, invoice).statusCode()).isEqualTo(423);
        assertThat(call("POST", path + "/burn", null, "{}").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/documents/SB-999999/pay", null, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void whatPeopleVoidedIsNeitherChangedNorMadeAgain() throws Exception {
        post("k");
        String path = "/documents/" + found().replaceAll(".*\"id\":\"(SB-\\d+)\".*", "$1");
        assertThat(call("POST", path + "/void", null, "{}").statusCode()).isEqualTo(200);
        assertThat(call("PUT", path, null, invoice).statusCode()).isEqualTo(423);
        assertThat(post("other").statusCode()).isEqualTo(409);
        assertThat(found()).contains("\"status\":\"void\"").contains("\"byPeople\":\"voided\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/faults {\"cutEvry\":1}", "/faults {\"cutEvery\":-1}", "/faults {\"cutEvery\":1.5}", "/faults {\"cutEvery\":\"1\"}", "/faults {\"latencyMillis\":60001}",
        "/faults {\"cutPercent\":60,\"htmlPercent\":60}", "/rules {\"closedUpTo\":\"31.3.2025\"}", "/rules {\"duplicates\":\"keep\"}", "/rules {\"accounts\":\"4020\"}",
        "/rules {\"finalTypes\":[\"invoice\"]}", "/rules {\"perMinute\":1}"
    })
    void whatCannotBeSwitchedIsRefusedInWordsAndNothingIsSwitched(String asked) throws Exception {
        String path = asked.substring(0, asked.indexOf(' '));
        String before = call("GET", path, null, null).body();
        HttpResponse<String> refused = call("PUT", path, null, asked.substring(asked.indexOf(' ') + 1));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).containsAnyOf("should be", "there is no", "should come to");
        assertThat(call("GET", path, null, null).body()).isEqualTo(before);
        assertThat(call("PUT", path, null, "[]").statusCode()).isEqualTo(400);
    }
}
