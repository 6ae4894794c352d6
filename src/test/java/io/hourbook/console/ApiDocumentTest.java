package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.hourbook.rehearsal.PreviewDesk;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.schedule.ScheduleView;
import io.hourbook.schedule.Slots;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code /api/openapi} says all that there is, and says it as it is. */
class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PREVIEWED = """
            {"of": "version 1", "since": "2025-03-01", "by": "ann", "askedAt": "2025-05-02T15:00:00Z", "state": "done", "doing": "done", "preview": {
              "since": "2025-03-01", "entries": {"recorded": 3, "replayed": 2, "waited": 0, "moved": 2, "byItself": 1, "kinds": {"released": 1, "repriced": 1}},
              "moves": [
                {"source": "harvest", "key": "a1", "workDate": "2025-03-04", "side": "bill", "kind": "released", "byItself": true,
                 "from": {"state": "held", "reason": "unmapped-project"}, "to": {"state": "allocated", "amount": "10.00", "currency": "USD", "seconds": 3600}},
                {"source": "harvest", "key": "a2", "workDate": "2025-03-04", "side": "pay", "kind": "repriced", "byItself": false, "from": null, "to": null}],
              "movesLeftOut": 0, "outcomes": {"correction": 1}, "documents": [
                {"reference": "HB-CRN-1", "target": "books", "type": "credit-note", "counterparty": "C", "currency": "USD", "period": "2025-03",
                 "outcome": "correction", "delivered": false, "byItself": true, "from": null,
                 "to": {"status": "draft", "total": "1.00", "baseTotal": null, "lines": 1, "seconds": null}, "corrects": ["HB-INV-1"]},
                {"reference": "HB-INV-9", "target": "books", "type": "sales-invoice", "counterparty": "C", "currency": "EUR", "period": "2025-03",
                 "outcome": "changed", "delivered": false, "byItself": false, "from": {"status": "draft", "total": "1.00", "baseTotal": "7249.20", "lines": 1},
                 "to": {"status": "draft", "total": "1.00", "baseTotal": "7249.19", "lines": 1}, "corrects": []}],
              "documentsLeftOut": 0, "totals": [{"type": "credit-note", "currency": "USD", "from": "0.00", "to": "1.00", "difference": "1.00"}],
              "baseCurrency": "USD", "moved": "1.00", "notes": [], "conserved": true, "broken": [], "elapsed_ms": 7}, "failure": null}""";

    private static ConsoleWorld studio;
    private static Browser browser;
    private static JsonNode document;

    @BeforeAll
    static void start() throws Exception {
        studio = ConsoleWorld.start(0);
        StudioBooks.plant(new Planted(studio.jdbc()));
        browser = new Browser(studio);
        document = JSON.readTree(browser.get("/api/openapi").body());
    }

    /** One that has come to its end. */
    static PreviewDesk.Asking previewed() throws Exception {
        return new ObjectMapper().findAndRegisterModules().readValue(PREVIEWED, PreviewDesk.Asking.class);
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    @Test
    void every_call_is_in_it_and_nothing_else() {
        Set<String> served = new TreeSet<>();
        studio.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, method) -> {
            for (String path : mapping.getPatternValues()) {
                if (path.startsWith("/api/") && !path.startsWith("/api/openapi")) {
                    mapping.getMethodsCondition().getMethods().forEach(verb -> served.add(verb + " " + path));
                }
            }
        });
        Set<String> told = new TreeSet<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().fieldNames()
                .forEachRemaining(verb -> told.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(served).hasSizeGreaterThan(15);
        assertThat(told).isEqualTo(served);
    }

    @Test
    void every_call_says_what_it_does_and_how_it_fails() {
        document.path("paths").fields().forEachRemaining(path -> path.getValue().forEach(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            String answer = path.getKey().endsWith(".csv") ? "text/csv;charset=UTF-8" : "application/json";
            assertThat(operation.at("/responses/200/content").path(answer).path("schema").isObject()).as(path.getKey()).isTrue();
            assertThat(operation.at("/responses/500/content").path("application/problem+json").at("/schema/$ref").asText())
                    .isEqualTo("#/components/schemas/Problem");
        }));
        assertThat(document.at("/components/securitySchemes").fieldNames()).toIterable()
                .containsExactlyInAnyOrder("token", "password", "session");
        assertThat(document.at("/components/schemas/Document/properties/total/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(document.at("/components/schemas/Document/properties/total/pattern").asText()).isEqualTo(ApiDocument.MONEY);
    }

    @Test
    void what_is_answered_is_what_it_says() throws Exception {
        Mockito.when(studio.bean(Passes.class).run("sync"))
                .thenReturn(JSON.readValue(Planted.SUMMARY.formatted(3, true, ""), Summary.class));
        Mockito.when(studio.bean(Slots.class).view()).thenReturn(List.of(
                new ScheduleView("sync", "hourly", "Europe/Berlin", null, Instant.parse("2025-05-02T17:00:00Z"), 0, 0),
                new ScheduleView("source:harvest", "manual", "UTC", new ScheduleView.Last(
                        Instant.parse("2025-05-02T15:00:00Z"), "failed", 2, Instant.parse("2025-05-02T15:00:01Z"), null, null, 2, "why", "ann"),
                        null, 1, 3)));
        says("get", "/api/schedules", browser.get("/api/schedules"));
        says("post", "/api/schedules/{name}/run", post("/api/schedules/source:harvest/run"));
        Mockito.verify(studio.bean(Slots.class)).runNow("source:harvest", "ann");
        String cause = JSON.readTree(browser.get("/api/dead-letters").body()).path(0).path("fingerprint").asText();
        says("get", "/api/runs", browser.get("/api/runs"));
        says("get", "/api/runs/{id}", browser.get("/api/runs/2"));
        says("post", "/api/runs", post("/api/runs"));
        says("get", "/api/documents", browser.get("/api/documents"));
        says("get", "/api/documents/{reference}", browser.get("/api/documents/HB-INV-CUST-1001-USD-2025-04-1"));
        says("get", "/api/documents/{reference}", browser.get("/api/documents/HB-PAY-2025-04-28-1"));
        says("get", "/api/holds", browser.get("/api/holds"));
        says("get", "/api/holds", browser.get("/api/holds?reason=unapproved&size=1"));
        says("get", "/api/retainers", browser.get("/api/retainers"));
        says("get", "/api/work-flags", browser.get("/api/work-flags"));
        says("get", "/api/hours", browser.get("/api/hours?from=2025-04-01"));
        says("get", "/api/dead-letters", browser.get("/api/dead-letters"));
        says("get", "/api/dead-letters", browser.get("/api/dead-letters?fingerprint=" + cause));
        says("get", "/api/dead-letters/{id}", browser.get("/api/dead-letters/1"));
        says("get", "/api/entries/{source}/{id}", browser.get("/api/entries/clockify-los-angeles/7f3k9q2m4x8d"));
        says("get", "/api/entries", browser.get("/api/entries?source=harvest&id=1u4h7tr0c3z1"));
        says("post", "/api/dead-letters/{id}/replay", post("/api/dead-letters/1/replay"));
        says("post", "/api/dead-letters/replay", post("/api/dead-letters/replay?fingerprint=" + cause));
        says("post", "/api/dead-letters/{id}/discard", post("/api/dead-letters/1/discard?why=a+test"));
        says("post", "/api/dead-letters/discard", post("/api/dead-letters/discard?why=a+test&fingerprint=" + cause));
        says("post", "/api/documents/release", browser.send("/api/documents/release",
                "{\"references\":[\"HB-PAY-2025-04-28-1\"],\"evenUnfinished\":true,\"note\":\"early\"}"));
        studio.jdbc().update("""
                insert into version (number, hash, author, accepted_at, case_count, notes, program, check_millis)
                values (1, repeat('0', 64), 'ann', now(), 1, '[]', 'test', 1)""");
        Mockito.when(studio.bean(PreviewDesk.class).get("version 1")).thenReturn(previewed());
        says("get", "/api/versions/{number}/preview", browser.get("/api/versions/1/preview"));
        problem("/api/runs?size=0");
        problem("/api/proposals/7/preview");
        problem("/api/documents/none");
    }

    /** An answer that has a member too many or too few, or another kind of value, does not pass. */
    private static void says(String verb, String path, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        passes(document.at("/paths").path(path).path(verb).at("/responses/200/content").path("application/json").path("schema"), path, answer);
    }

    private static void problem(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        passes(JSON.createObjectNode().put("$ref", "#/components/schemas/Problem"), path, answer);
    }

    private static void passes(JsonNode wanted, String path, HttpResponse<String> answer) throws Exception {
        assertThat(wanted.isObject()).as(path).isTrue();
        ObjectNode schema = wanted.deepCopy();
        schema.set("components", strict(document.path("components").deepCopy()));
        JsonSchema validator = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        assertThat(validator.validate(JSON.readTree(answer.body())).stream().map(ValidationMessage::getMessage).collect(Collectors.toList()))
                .as(path).isEmpty();
    }

    private static JsonNode strict(JsonNode components) {
        components.path("schemas").forEach(schema -> {
            if (schema.has("properties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return components;
    }

    private static HttpResponse<String> post(String path) {
        return browser.post(path, "X-Test-User", "ann");
    }
}
