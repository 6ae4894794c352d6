package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is refused before any controller is asked is told to programs in the lines that everything else is told in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

    private Door door;

    @BeforeAll
    void open() {
        door = Door.open();
    }

    @Test
    void every_refusal_has_its_code_and_says_what_is_wanted_and_what_to_do() throws IOException {
        String[] viewer = {"Authorization", "Bearer " + door.tokens.get("viewer")};
        told(door.call("GET", "/api/runs", null), 401, "SEC-501", "GET /api/runs");
        told(door.call("GET", "/observe/metrics", null), 401, "SEC-501", "GET /observe/metrics");
        told(door.call("GET", "/sandbox/documents", null, "Authorization", "Bearer hourbook_x"), 401, "SEC-501", "GET /sandbox/documents");
        HttpResponse<String> mistyped = door.call("GET", "/api/runs", null, "Authorization", Door.basic("viewer", "not the password"));
        told(mistyped, 401, "SEC-501", "GET /api/runs");
        assertThat(mistyped.body()).contains("this name and password do not go together").doesNotContain("Bearer");
        HttpResponse<String> unknown = door.call("GET", "/api/runs", null, "Authorization", Door.basic("nobody-of-that-name", "not the password"));
        assertThat(unknown.body()).as("whether there is such a name is not told").isEqualTo(mistyped.body());
        told(door.call("POST", "/api/documents/release", "{}", viewer), 403, "SEC-502", "POST /api/documents/release");
        told(door.call("POST", "/api/runs", null, door.signedIn("operator").with()), 403, "SEC-503", "form");
        told(door.call("GET", "/api/nothing", null, viewer), 404, "API-104", "GET /api/nothing");
        HttpResponse<String> otherMethod = door.call("PUT", "/api/runs", "{}", viewer);
        told(otherMethod, 405, "API-105", "/api/runs");
        assertThat(otherMethod.headers().firstValue("Allow")).contains("GET, POST");
        told(door.call("POST", "/api/runs", null, "Origin", "https://evil.example"), 403, "SEC-505", "request");
        told(door.call("GET", "/api/runs?token=abc", null), 400, "SEC-506", "address");
        told(door.call("GET", "/api//runs", null), 400, "SEC-507", "request");
        HttpResponse<String> last = null;
        for (int guess = 0; guess < 6; guess++) {
            last = door.call("GET", "/api/runs", null, "Authorization", Door.basic("mapper", "guess-" + guess));
        }
        told(last, 429, "SEC-504", "GET /api/runs");
    }

    private static void told(HttpResponse<String> response, int status, String code, String where) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(response.body());
        Map<String, String> wanted = Map.of("type", "/errors/" + code, "code", code, "where", where, "status", Integer.toString(status));
        wanted.forEach((member, value) -> assertThat(problem.path(member).asText()).as(member).isEqualTo(value));
        assertThat(problem.path("title").asText()).isEqualTo(problem.path("what").asText()).isNotBlank();
        for (String member : List.of("want", "do")) {
            assertThat(problem.path(member).asText()).as(code + " " + member).isNotBlank();
        }
        assertThat(problem.path("detail").asText()).startsWith(where + ": " + code + " ").contains("\n  do    " + problem.path("do").asText());
        for (Iterator<String> names = problem.fieldNames(); names.hasNext();) {
            assertThat(names.next()).isIn("type", "title", "status", "detail", "code", "where", "what", "saw", "want", "do");
        }
    }
}
