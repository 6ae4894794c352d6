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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void the_command_of_this_home_starts_a_run_and_reads_what_it_came_to() throws Exception {
        Summary summary = JSON.readValue(Planted.SUMMARY.formatted(3, true, ""), Summary.class);
        when(studio.bean(Passes.class).run("sync")).thenReturn(summary);
        HttpResponse<String> response = browser.post("/api/runs");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readValue(response.body(), Summary.class)).isEqualTo(summary);
    }

    @Test
    void a_run_that_breaks_answers_with_the_finding_word_for_word() {
        Problem problem = new Problem(new Finding(
                "MAP-101", "mappings/rates.csv:6", "no service named \"Archery\"", "Archery", "a service", "add the row and save"));
        when(studio.bean(Passes.class).run("sync")).thenThrow(problem);
        HttpResponse<String> response = browser.post("/api/runs");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("detail").asText()).isEqualTo(problem.getMessage());
        assertThat(json(response).path("code").asText()).isEqualTo("MAP-101");
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
}
