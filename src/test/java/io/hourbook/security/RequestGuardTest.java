package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {

    private static ConsoleWorld world;
    private static Browser browser;

    @BeforeAll
    static void start() {
        world = ConsoleWorld.start(0);
        browser = new Browser(world);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void this_machine_is_answered(String host) {
        assertThat(browser.raw("GET /api/runs HTTP/1.1\r\nHost: " + host + ":" + world.port() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "192.168.0.7", "0.0.0.0"})
    void another_name_for_this_machine_is_refused(String host) {
        assertThat(browser.raw("GET /api/runs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("answers on this machine only")
                .contains("http://localhost:" + world.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example"})
    void a_page_of_another_site_cannot_post(String origin) {
        HttpResponse<String> response = browser.post("/api/runs", "X-Hourbook-Token", ConsoleWorld.TOKEN, "Origin", origin);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("a page of another site may not send anything here");
    }

    @Test
    void an_own_page_can_post() {
        assertThat(browser.post("/api/runs", "X-Hourbook-Token", ConsoleWorld.TOKEN, "Origin", browser.own()).statusCode()).isEqualTo(200);
    }

    @Test
    void every_answer_forbids_scripts_and_caching() {
        for (String path : new String[] {"/", "/api/runs", "/nowhere"}) {
            var headers = browser.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        }
        assertThat(browser.get("/console/console.css").headers().firstValue("Cache-Control")).contains("no-cache");
    }
}
