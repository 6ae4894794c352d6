package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    @BeforeEach
    void nobodyAskedYet() {
        reset(studio.bean(Passes.class));
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (java.io.IOException failed) {
            throw new AssertionError(response.body(), failed);
        }
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.findValuesAsText(member);
    }

    @Test
    void whoever_may_starts_a_run_and_reads_what_it_came_to() throws Exception {
        Summary summary = JSON.readValue(Planted.SUMMARY.formatted(3, true, ""), Summary.class);
        when(studio.bean(Passes.class).run("sync")).thenReturn(summary);
        HttpResponse<String> response = browser.post("/api/runs", "X-Test-User", "ann");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readValue(response.body(), Summary.class)).isEqualTo(summary);
    }

    @Test
    void a_run_that_breaks_answers_with_the_finding_word_for_word() {
        Problem problem = new Problem(List.of(
                new Finding("MAP-101", "mappings/rates.csv:6", "no service named \"Archery\"", "Archery", "a service", "add the row and save"),
                new Finding("MAP-102", "mappings/rates.csv:7", "another", null, null, "do this")));
        when(studio.bean(Passes.class).run("sync")).thenThrow(problem);
        HttpResponse<String> response = browser.post("/api/runs", "X-Test-User", "ann");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode told = json(response);
        assertThat(told.path("detail").asText()).isEqualTo(problem.getMessage());
        assertThat(told.path("type").asText()).isEqualTo("/errors/MAP-101");
        assertThat(List.of("code", "where", "what", "saw", "want", "do").stream().map(member -> told.path(member).asText()))
                .containsExactly("MAP-101", "mappings/rates.csv:6", "no service named \"Archery\"", "Archery", "a service", "add the row and save");
        assertThat(told.path("more").path(0).path("do").asText()).isEqualTo("do this");
    }

    @Test
    void lists_say_what_the_pages_show() {
        assertThat(json(browser.get("/api/runs")).get(0).path("summary").path("rows").path("new").asInt()).isEqualTo(1110);
        HttpResponse<String> bills = browser.get("/api/documents?type=vendor-bill");
        assertThat(bills.headers().firstValue("X-Total-Count")).contains("1");
        assertThat(json(bills).get(0).path("total").isTextual()).isTrue();
        assertThat(json(bills).get(0).path("total").asText()).isEqualTo("945000");
        assertThat(json(bills).get(0).path("delivery").path("state").asText()).isEqualTo("refused");
        assertThat(json(browser.get("/api/documents"))).hasSize(6);
        assertThat(json(browser.get("/api/holds"))).extracting(group -> group.path("reason").asText() + " " + group.path("count").asInt())
                .containsExactly("unmapped-worker 1", "unapproved 3", "unmapped-project 1");
        assertThat(json(browser.get("/api/dead-letters")).get(0).path("letters").asInt()).isEqualTo(2);
        HttpResponse<String> flags = browser.get("/api/work-flags");
        assertThat(flags.headers().firstValue("X-Total-Count")).contains("3");
        assertThat(json(flags).get(1).toString()).isEqualTo("{\"worker\":\"W07\",\"week\":\"2025-04-14\",\"date\":\"2025-04-14\","
                + "\"flag\":\"weekly-hours\",\"detail\":\"48:15 h worked in one week, over an average of 48 h (<law>)\"}");
        assertThat(json(browser.get("/api/retainers")).get(0).path("balance").asText()).isEqualTo("880.00");
    }

    @Test
    void hours_are_told_for_a_period_as_json_and_as_csv() {
        assertThat(json(browser.get("/api/hours?from=2025-04-01&to=2025-04-30"))).allSatisfy(day -> assertThat(day.path("seconds").isIntegralNumber()).isTrue());
        HttpResponse<String> csv = browser.get("/api/hours.csv?from=2025-04-01");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(csv.body()).startsWith("worker,name,jurisdiction,date,start,end,worked_seconds,");
        for (String wrong : List.of("", "?from=yesterday", "?from=2025-04-01&to=2025-03-31", "?from=2025-04-01&to=2026-04-02")) {
            assertThat(browser.get("/api/hours" + wrong).statusCode()).as(wrong).isEqualTo(400);
            assertThat(browser.get("/api/hours.csv" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "state=refused|HB-BIL-V-SATO-JPY-2025-04-1",
        "state=retry|HB-INV-CUST-1004-JPY-2025-04-1",
        "state=waiting|HB-PAY-2025-04-28-1",
        "state=sending|HB-RET-RET-EMBER-USD-2025-04-1",
        "period=2025-04-28|HB-PAY-2025-04-28-1",
        "counterparty=CUST-1004&status=draft|HB-INV-CUST-1004-JPY-2025-04-1",
        "reference=HB-LAB-USD-2025-04-1&target=sandbox|HB-LAB-USD-2025-04-1"
    })
    void documents_are_filtered(String filter, String only) {
        HttpResponse<String> answer = browser.get("/api/documents?" + filter);
        assertThat(texts(json(answer), "reference")).containsExactly(only);
        assertThat(answer.headers().firstValue("X-Total-Count")).contains("1");
    }

    @Test
    void every_state_that_a_document_is_in_finds_it_again() {
        json(browser.get("/api/documents")).forEach(document -> assertThat(
                texts(json(browser.get("/api/documents?state=" + document.at("/delivery/state").asText())), "reference"))
                .contains(document.path("reference").asText()));
    }

    @Test
    void pages_follow_each_other_by_their_links() {
        HttpResponse<String> second = browser.get("/api/documents?size=2&page=2&status=draft");
        assertThat(json(second)).hasSize(2);
        assertThat(second.headers().firstValue("X-Total-Count")).contains("6");
        assertThat(second.headers().firstValue("Link").orElse("")).isEqualTo(
                "</api/documents?size=2&status=draft&page=1>; rel=\"first\", </api/documents?size=2&status=draft&page=1>; rel=\"prev\", "
                        + "</api/documents?size=2&status=draft&page=3>; rel=\"next\", </api/documents?size=2&status=draft&page=3>; rel=\"last\"");
        assertThat(browser.get("/api/documents?size=2&page=3").headers().firstValue("Link").orElse("")).doesNotContain("next");
        assertThat(json(browser.get("/api/documents?page=9"))).isEmpty();
    }

    @Test
    void holds_of_one_reason_come_in_pages_and_are_filtered() {
        HttpResponse<String> page = browser.get("/api/holds?reason=unapproved&size=2&page=2");
        assertThat(page.headers().firstValue("X-Total-Count")).contains("3");
        assertThat(json(page).at("/0/count").asInt()).isEqualTo(3);
        assertThat(texts(json(page).at("/0/entries"), "key")).containsExactly("1u4h7tr0c3z3");
        assertThat(texts(json(browser.get("/api/holds?source=toggl-berlin")), "key")).containsExactly("w2e5d8g1k4n7");
        assertThat(texts(json(browser.get("/api/holds?worker=Max+Nobody&project=Acme+App")), "reason")).containsExactly("unmapped-worker");
        assertThat(json(browser.get("/api/holds?reason=budget"))).isEmpty();
    }

    @Test
    void a_run_is_told_with_what_came_of_it() {
        studio.jdbc().update("insert ignore into source (name) values ('harvest')");
        studio.jdbc().update("""
                insert into source_file (source_id, name, content_hash, size_bytes, state, row_count, run_id, taken_at)
                values ((select id from source where name = 'harvest'), 'may.csv', unhex(sha2('may', 256)), 2048, 'taken', 12, 1, '2025-05-02 15:00:00')""");
        JsonNode run = json(browser.get("/api/runs/1"));
        assertThat(run.path("state").asText()).isEqualTo("failed");
        assertThat(run.path("failure").asText()).contains("MAP-101");
        assertThat(run.at("/files/0").toString()).isEqualTo("{\"source\":\"harvest\",\"name\":\"may.csv\",\"state\":\"taken\",\"rows\":12,"
                + "\"bytes\":2048,\"takenAt\":\"2025-05-02T15:00:00Z\"}");
        assertThat(run.path("documentsCount").asInt()).isEqualTo(6);
        assertThat(run.at("/documents/0/created").asBoolean()).isTrue();
    }

    @Test
    void a_document_is_told_with_lines_revisions_and_deliveries() {
        JsonNode invoice = json(browser.get("/api/documents/HB-INV-CUST-1001-USD-2025-04-1"));
        assertThat(invoice.at("/document/total").asText()).isEqualTo("1233162.50");
        assertThat(invoice.path("linesCount").asInt()).isEqualTo(2);
        assertThat(invoice.at("/lines/0/amount").asText()).isEqualTo("1162.50");
        assertThat(invoice.at("/revisions/0/linesAdded").asInt()).isEqualTo(2);
        assertThat(invoice.at("/revisions/0/state").asText()).isEqualTo("delivered");
    }

    @Test
    void an_entry_is_told_as_explain_tells_it_whatever_its_id() {
        JsonNode entry = json(browser.get("/api/entries/harvest/1u4h7tr0c3z1"));
        assertThat(entry.at("/entries/0/pay/standing/reason").asText()).isEqualTo("unapproved");
        assertThat(entry.at("/entries/0/pay/standing/fix").asText()).isEqualTo("approve the time in the tracker and drop a fresh export");
        String odd = java.net.URLEncoder.encode(StudioBooks.ODD_KEY, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json(browser.get("/api/entries?source=clockify-los-angeles&id=" + odd)).path("key").asText()).isEqualTo(StudioBooks.ODD_KEY);
    }
}
