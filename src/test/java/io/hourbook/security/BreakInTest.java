package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cli.WholeService;
import io.hourbook.problem.Said;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in that are none. */
class BreakInTest {

    private static Door door;

    @BeforeAll
    static void open() {
        door = Door.open();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    @Test
    void a_login_leads_to_the_page_that_was_asked_for_and_out_again() {
        Door.Tab tab = door.tab();
        assertThat(location(tab.get("/documents?type=vendor-bill"))).isEqualTo("/login?to=%2Fdocuments%3Ftype%3Dvendor-bill");
        assertThat(tab.get("/login?to=%2Fdocuments%3Ftype%3Dvendor-bill").body()).contains("value=\"/documents?type=vendor-bill\"");

        HttpResponse<String> in = tab.post("/login", Map.of("name", " Viewer ", "password", Door.PASSWORD, "to", "/documents?type=vendor-bill"));

        assertThat(location(in)).isEqualTo("/documents?type=vendor-bill");
        String session = in.headers().allValues("Set-Cookie").stream().filter(cookie -> cookie.startsWith("hourbook-session=")).findFirst().orElseThrow();
        assertThat(session).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Max-Age").doesNotContain("Expires");
        assertThat(tab.get("/").body()).contains("Signed in as <strong>viewer</strong>");
        assertThat(location(tab.post("/logout", Map.of()))).isEqualTo("/login?out");
        assertThat(location(tab.get("/"))).isEqualTo("/login");
        Door.Tab thief = door.tab();
        thief.put("hourbook-session", session.substring("hourbook-session=".length()).split(";")[0]);
        assertThat(location(thief.get("/"))).as("a session that was ended stays so").isEqualTo("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example\n", "javascript:alert(1)", "evil", "/logout", "\t//evil.example", "/x\r\nSet-Cookie: a=b"})
    void a_login_leads_nowhere_else(String to) {
        Door.Tab tab = door.tab();
        tab.get("/login");
        assertThat(location(tab.post("/login", Map.of("name", "viewer", "password", Door.PASSWORD, "to", to)))).isEqualTo("/");
    }

    @Test
    void a_session_that_somebody_else_laid_out_is_not_taken_over() {
        Door.Tab victim = door.tab();
        victim.put("hourbook-session", "0123456789ABCDEF0123456789ABCDEF");
        victim.signIn("viewer", Door.PASSWORD);
        assertThat(victim.cookie("hourbook-session")).isNotEqualTo("0123456789ABCDEF0123456789ABCDEF");

        // one's own session, given to somebody who then signs in with it
        Door.Tab attacker = door.signedIn("metrics");
        String laidOut = attacker.cookie("hourbook-session");
        Door.Tab other = door.tab();
        other.put("hourbook-session", laidOut);
        other.signIn("viewer", Door.PASSWORD);
        assertThat(other.cookie("hourbook-session")).isNotEqualTo(laidOut);
        assertThat(location(attacker.get("/")).isEmpty() && attacker.get("/").statusCode() == 200).as("the old one is nobody's").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example"})
    void a_page_of_another_site_cannot_post_even_with_the_form_token(String origin) {
        Door.Tab tab = door.signedIn("operator");
        HttpResponse<String> response = tab.post("/runs", Map.of(), "Origin", origin);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("a page of another site may not send anything here");
        assertThat(door.call("POST", "/api/runs", null, "X-Hourbook-Token", WholeService.TOKEN, "Origin", origin).statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_without_its_token_does_nothing_and_says_what_to_do() {
        Door.Tab tab = door.signedIn("operator");
        for (String token : List.of("", "x", "AAAA", door.signedIn("operator").formToken())) {
            HttpResponse<String> response = tab.post("/dead-letters/replay", Map.of("_csrf", token), "Accept", "text/html");
            assertThat(response.statusCode()).as(token).isEqualTo(403);
            assertThat(response.body()).contains("This form is out of date.").contains("reload the page");
        }
        assertThat(tab.post("/login", Map.of("_csrf", "x", "name", "viewer", "password", Door.PASSWORD)).statusCode()).as("nor does the login").isEqualTo(403);
        assertThat(tab.post("/logout", Map.of("_csrf", "x")).statusCode()).as("nor the way out").isEqualTo(403);
    }

    @Test
    void a_wrong_token_is_not_made_good_by_a_session_beside_it() {
        Door.Tab tab = door.signedIn("admin");
        assertThat(door.call("POST", "/api/runs", null, tab.with("Authorization", "Bearer hourbook_x", Door.STOP, "1")).statusCode()).isEqualTo(401);
        assertThat(door.call("GET", "/api/runs", null, tab.with("X-Hourbook-Token", "x", Door.STOP, "1")).statusCode()).isEqualTo(401);
        assertThat(door.call("POST", "/api/runs", null, tab.with("Authorization", "Bearer " + door.tokens.get("viewer"), Door.STOP, "1")).statusCode())
                .as("what is shown decides").isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/login/../api/runs", "/console/../api/runs", "/console/..%2fapi/runs", "/console/%2e%2e/api/runs", "/api/runs;x=/login", "/login;/../api/runs",
        "//api/runs", "/api//runs", "/%2fapi/runs", "/api%2fruns", "/api/runs/", "/api/runs/.", "/%61pi/runs", "/API/RUNS", "/api/runs%00",
        "/api/runs%3f", "/api/runs.json", "\\api\\runs", "/console/..;/api/runs", "/observe/health/../../api/runs", "/observe/health/livenessx",
        "/api/runs%20", "/./api/runs", "/console/%252e%252e/api/runs", "/api/runs#/login", "/hooks/../api/runs", "/error", "/hooks/x", "/v3/api-docs",
        "/observe/env", "/observe/heapdump", "/observe/metrics/x", "/console/../data/users.yaml", "/data/users.yaml"
    })
    void no_spelling_of_an_address_goes_round_the_rules(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "DELETE", "PATCH", "CONNECT", "get", "XYZ")) {
            String status = door.raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n" + Door.STOP + ": 1\r\n\r\n")
                    .lines().findFirst().orElse("");
            assertThat(status).as(method + " " + path).matches("HTTP/1.1 (303|400|401|403|404|405|501) ?.*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PUT", "POST", "DELETE"})
    void no_other_method_reads_what_a_get_may_not(String method) {
        assertThat(door.raw(method + " /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")).doesNotStartWith("HTTP/1.1 200");
        String viewer = "Authorization: Bearer " + door.tokens.get("viewer") + "\r\n";
        assertThat(door.raw(method + " /api/dead-letters/1/replay HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n" + viewer + "X-HTTP-Method-Override: POST\r\n" + Door.STOP + ": 1\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 " + Door.LET_THROUGH);
    }

    @Test
    void a_secret_in_an_address_is_refused_and_told_to_be_revoked() {
        String secret = door.tokens.get("admin");
        for (String path : List.of("/api/runs?access_token=" + secret, "/api/runs?x=" + secret, "/api/runs?token=abc", "/login?name=a&password=b", "/documents/" + secret)) {
            HttpResponse<String> response = door.call("GET", path, null);
            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(response.body()).contains("revoke").doesNotContain(secret);
        }
    }

    @Test
    void giants_are_refused_without_a_fault() {
        assertThat(door.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
        Door.Tab tab = door.tab();
        tab.get("/login");
        HttpResponse<String> response = tab.post("/login", Map.of("name", "viewer", "password", "x".repeat(1 << 20)));
        assertThat(response.statusCode()).isIn(303, 403, 413);
        assertThat(tab.cookie("hourbook-session")).isNull();
        assertThat(door.call("GET", "/api/runs", null, "Authorization", Door.basic("viewer", Door.PASSWORD + "x".repeat(8_000))).statusCode()).isEqualTo(401);
        assertThat(tab.signIn("viewer", Door.PASSWORD + "\u0000".repeat(60)).headers().firstValue("Location").orElse("")).startsWith("/login?failed");
    }

    @Test
    void odd_names_are_nobody_and_stay_out_of_the_log() {
        String said = Said.whileDoing("io.hourbook.security", () -> {
            for (String name : List.of("", "viewer\nadmin signed in from 127.0.0.1", "' or 1=1 --", "${jndi:ldap://x}", "\u202eadmin", "a:b", "Пётр", "x".repeat(5_000), "my-password")) {
                Door.Tab tab = door.tab();
                assertThat(location(tab.signIn(name, Door.PASSWORD))).startsWith("/login?failed");
            }
        });
        assertThat(said).contains("login of an unknown name from 127.0.0.1 failed").doesNotContain("signed in").doesNotContain("jndi").doesNotContain("my-password");
    }

    @Test
    void who_guesses_waits_and_others_do_not() {
        Door.Tab tab = door.tab();
        for (int guess = 0; guess < 5; guess++) {
            assertThat(location(tab.signIn("mapper", "guess-" + guess))).startsWith("/login?failed");
        }
        HttpResponse<String> right = tab.signIn("mapper", Door.PASSWORD);
        assertThat(location(right)).as("even the right one waits").startsWith("/login?wait=");
        assertThat(tab.get(location(right)).body()).contains("Too many logins failed");
        HttpResponse<String> basic = door.call("GET", "/api/runs", null, "Authorization", Door.basic("mapper", Door.PASSWORD));
        assertThat(basic.statusCode()).isEqualTo(429);
        assertThat(basic.headers().firstValue("Retry-After")).isPresent();
        assertThat(location(door.tab().signIn("viewer", Door.PASSWORD))).isEqualTo("/");
    }

    @Test
    void a_session_ends_with_what_it_stood_on() {
        String hash = door.file.read().users().get("viewer").hash();
        User anna = new User("anna", hash, Set.of(Role.OPERATOR), true);
        for (User later : new User[] {anna.enabled(false), anna.withRoles(Set.of(Role.VIEWER)), anna.withHash("{bcrypt}$2a$10$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234"), null}) {
            door.file.change(book -> book.with(anna));
            Door.Tab tab = door.signedIn("anna");
            assertThat(tab.get("/", Door.STOP, "1").statusCode()).isEqualTo(Door.LET_THROUGH);
            door.file.change(book -> later == null ? book.withoutUser("anna") : book.with(later));
            assertThat(location(tab.get("/", Door.STOP, "1"))).as("as " + later).isEqualTo("/login");
        }
        String token = Passwords.randomToken();
        door.file.change(book -> book.with(new ApiToken("short", Passwords.sha256(token), token.substring(token.length() - 4), Set.of(Role.VIEWER), java.time.Instant.EPOCH, null)));
        assertThat(door.call("GET", "/api/runs", null, "Authorization", "Bearer " + token, Door.STOP, "1").statusCode()).isEqualTo(Door.LET_THROUGH);
        door.file.change(book -> book.withoutToken("short"));
        assertThat(door.call("GET", "/api/runs", null, "Authorization", "Bearer " + token, Door.STOP, "1").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]"})
    void this_machine_is_answered(String host) {
        assertThat(door.raw("GET /observe/health HTTP/1.1\r\nHost: " + host + ":" + door.service.port() + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "192.168.0.7", "0.0.0.0"})
    void another_name_for_this_machine_is_refused(String host) {
        assertThat(door.raw("GET /login HTTP/1.1\r\nHost: " + host + "\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403").contains("answers on this machine only").contains("http://localhost:" + door.service.port());
    }

    @Test
    void every_answer_forbids_scripts_frames_and_caching() {
        for (String path : List.of("/", "/login", "/api/runs", "/nowhere", "/api/../x", "/observe/health")) {
            var headers = door.call("GET", path, null).headers();
            assertThat(headers.allValues("Content-Security-Policy")).as(path).containsExactly(
                    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
            assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
            assertThat(headers.firstValue("Permissions-Policy")).isPresent();
            assertThat(headers.firstValue("Strict-Transport-Security")).as("without TLS").isEmpty();
        }
        assertThat(door.call("GET", "/console/console.css", null).headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(door.call("GET", "/", null, "X-Forwarded-Proto", "https").headers().firstValue("Strict-Transport-Security"))
                .as("nobody's word but a proxy's").isEmpty();
    }

    @Test
    void what_roles_do_not_allow_is_said_to_people_and_kept() {
        Door.Tab tab = door.signedIn("viewer");
        String said = Said.whileDoing("io.hourbook.security", () -> {
            HttpResponse<String> page = tab.post("/documents/release", Map.of(), "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("Your roles do not allow this.").contains("the role approver").contains("/errors/SEC-502");
        });
        assertThat(said).contains("refused: viewer (viewer) has not role approver for POST /documents/release");
        assertThat(tab.get("/nowhere", "Accept", "text/html").statusCode()).isEqualTo(404);
    }
}
