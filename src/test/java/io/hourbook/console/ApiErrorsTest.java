package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever is asked wrongly is said in words, with a code, and without anything of the inside. */
class ApiErrorsTest {

    private static ConsoleWorld studio;
    private static Browser browser;

    @BeforeAll
    static void start() {
        studio = ConsoleWorld.start(0);
        StudioBooks.plant(new Planted(studio.jdbc()));
        browser = new Browser(studio);
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("java.", "Exception", "io.hourbook", "springframework");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (String member : new String[] {"type", "title", "detail", "code", "where", "what", "do"}) {
            assertThat(problem.path(member).asText()).as(member).isNotBlank();
        }
        return problem;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/runs?page=0", "/api/runs?page=x", "/api/runs?page=-1", "/api/runs?page=99999999999", "/api/runs?size=501", "/api/runs?size=",
        "/api/runs?state=broken", "/api/documents?type=invoice", "/api/documents?state=gone", "/api/documents?period=2025-13",
        "/api/documents?period=April", "/api/documents?status=DRAFT", "/api/holds?reason=sick", "/api/holds?page=0", "/api/dead-letters?state=x",
        "/api/dead-letters?kind=x", "/api/dead-letters?fingerprint=zz", "/api/dead-letters/x", "/api/runs/x", "/api/entries",
        "/api/entries?source=harvest", "/api/documents/HB-1?page=0"
    })
    void a_parameter_that_cannot_be_is_refused(String path) throws Exception {
        if (path.endsWith("size=")) {
            assertThat(browser.get(path).statusCode()).isEqualTo(200);
            return;
        }
        assertThat(problem(browser.get(path), 400).path("code").asText()).isEqualTo("API-101");
    }

    @Test
    void a_parameter_too_long_is_refused_without_being_repeated_whole() throws Exception {
        JsonNode problem = problem(browser.get("/api/holds?worker=" + "x".repeat(2_000)), 400);
        assertThat(problem.path("saw").asText()).hasSizeLessThan(80).contains("2000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs?statee=done", "/api/hours?from=2025-04-01&until=2025-04-30", "/api/retainers?page=1", "/api/documents/HB-1?type=x", "/api/dead-letters/1?why=x"})
    void a_parameter_that_nobody_knows_is_refused(String path) throws Exception {
        assertThat(problem(browser.get(path), 400).path("code").asText()).isEqualTo("API-102");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "null", "{", "{\"references\":[\"a\"],\"even_unfinished\":true}", "{\"references\":\"a\"}", "{\"references\":[{}]}",
        "{\"documents\":[{\"reference\":\"a\",\"revision\":\"x\"}]}"
    })
    void a_body_that_cannot_be_read_is_refused(String body) throws Exception {
        assertThat(problem(browser.send("/api/documents/release", body), 400).path("code").asText()).isEqualTo("API-103");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"references\":[]}", "{\"references\":[null]}", "{\"references\":[\" \"]}", "{\"documents\":[{\"reference\":\"a\"}]}"})
    void a_body_that_names_nothing_is_refused(String body) throws Exception {
        assertThat(problem(browser.send("/api/documents/release", body), 400).path("code").asText()).isEqualTo("API-101");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/runs/4711, API-104", "/api/documents/HB-NO-1, API-104", "/api/nowhere, API-104", "/api, API-104", "/api/dead-letters/4711, ROU-301",
        "/api/entries/harvest/none, RPT-102", "/api/entries/nobody/none, RPT-101"
    })
    void what_is_not_there_is_said(String path, String code) throws Exception {
        assertThat(problem(browser.get(path), 404).path("code").asText()).isEqualTo(code);
    }

    @Test
    void a_cause_that_nobody_has_is_not_there() throws Exception {
        String cause = "0".repeat(31) + "f";
        assertThat(problem(browser.post("/api/dead-letters/replay?fingerprint=" + cause), 404).path("code").asText()).isEqualTo("API-104");
        assertThat(problem(browser.post("/api/dead-letters/discard?why=x&fingerprint=" + cause), 404).path("code").asText()).isEqualTo("API-104");
        assertThat(problem(browser.send("/api/documents/release", "{\"references\":[\"HB-NO-1\"]}"), 404).path("code").asText())
                .isEqualTo("DEL-204");
    }

    @Test
    void another_method_type_or_answer_is_not_served() throws Exception {
        HttpResponse<String> method = send(HttpRequest.newBuilder(uri("/api/retainers")).DELETE());
        assertThat(problem(method, 405).path("code").asText()).isEqualTo("API-105");
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertThat(problem(send(HttpRequest.newBuilder(uri("/api/runs")).header("Accept", "text/csv").GET()), 406).path("code").asText())
                .isEqualTo("API-105");
        HttpRequest.Builder form = HttpRequest.newBuilder(uri("/api/documents/release")).header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x"));
        assertThat(problem(send(form), 415).path("want").asText()).isEqualTo("Content-Type: application/json");
    }

    @Test
    void a_body_too_large_is_refused_said_or_unsaid() throws Exception {
        byte[] large = ("{\"note\":\"" + "x".repeat(BodyLimit.MOST) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/documents/release")).header("Content-Type", "application/json");
        assertThat(problem(send(request.copy().POST(BodyPublishers.ofByteArray(large))), 413).path("code").asText()).isEqualTo("API-106");
        assertThat(problem(send(request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))), 413).path("code").asText())
                .isEqualTo("API-106");
    }

    @Test
    void a_database_that_has_gone_is_said_on_both_sides() throws Exception {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            Browser other = new Browser(world);
            world.away();
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            Logger console = (Logger) LoggerFactory.getLogger(ConsoleErrors.class);
            console.addAppender(said);
            assertThat(problem(other.get("/api/runs"), 503).path("code").asText()).isEqualTo("API-107");
            HttpResponse<String> page = other.get("/");
            console.detachAppender(said);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("The database did not answer").doesNotContain("Exception");
            assertThat(said.list).as("the watch on the database says it, once").noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.INFO));
        }
    }

    @Test
    void what_nobody_foresaw_is_said_without_the_inside() throws Exception {
        try (ConsoleWorld world = ConsoleWorld.start(0)) {
            world.jdbc().execute("drop table pay_flag");
            assertThat(problem(new Browser(world).get("/api/work-flags"), 500).path("code").asText()).isEqualTo("API-900");
        }
    }

    @Test
    void runs_are_asked_for_by_every_state_that_they_may_have() {
        for (String state : List.of("running", "done", "failed", "stopped")) {
            assertThat(browser.get("/api/runs?state=" + state).statusCode()).as(state).isEqualTo(200);
        }
    }

    @Test
    void each_code_has_a_page() {
        assertThat(browser.page("/errors/API-101")).contains("API-101:").doesNotContain("## ").doesNotContain("```");
        assertThat(browser.page("/errors/DB-106")).as("links are to pages that are not here").contains("RUN-002").doesNotContain("](");
        assertThat(browser.get("/errors/XYZ-999").statusCode()).isEqualTo(404);
    }

    private static URI uri(String path) {
        return URI.create(browser.own() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
