package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cli.WholeService;
import io.hourbook.sandbox.SandboxKey;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint of the whole service × everybody who may knock, as docs/security.md says, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEndpointTest {

    private static final Pattern ROW = Pattern.compile("\\| (GET|POST|PUT) \\| `([^`]+)` \\| (\\w+) \\|");
    /** What each role is let through for, as a person reads the page; not taken from the program. */
    private static final Map<String, Set<String>> MAY = Map.of(
            "viewer", Set.of("anybody", "metrics", "viewer"),
            "approver", Set.of("anybody", "metrics", "viewer", "approver", "previewer"),
            "operator", Set.of("anybody", "metrics", "viewer", "operator", "sandbox"),
            "mapper", Set.of("anybody", "metrics", "viewer", "mapper", "previewer"),
            "admin", Set.of("anybody", "metrics", "viewer", "approver", "operator", "mapper", "sandbox", "previewer", "admin"),
            "metrics", Set.of("anybody", "metrics"),
            "sandbox", Set.of("anybody", "sandbox"),
            "nobody", Set.of("anybody"));
    /** Those that a browser's session gets, and that take a password or a session to try. */
    private static final List<String> ROLES = List.of("viewer", "approver", "operator", "mapper", "admin", "metrics");

    private Door door;
    private final Map<String, Door.Tab> tabs = new LinkedHashMap<>();

    record Row(String method, String pattern, String least) {

        String path() {
            return pattern.replace("/**", "/x").replaceAll("\\{\\w+}", "1");
        }

        boolean forPrograms() {
            return Stream.of("/api", "/observe", "/sandbox").anyMatch(pattern::startsWith);
        }

        /** Answered by the logins themselves, before anybody is let through. */
        boolean ofTheLogins() {
            return method.equals("POST") && (pattern.equals("/login") || pattern.equals("/logout"));
        }
    }

    @BeforeAll
    void open() {
        door = Door.open();
        ROLES.forEach(role -> tabs.put(role, door.signedIn(role)));
    }

    static List<Row> rows() {
        try {
            return ROW.matcher(Files.readString(Path.of("docs/security.md"))).results()
                    .map(row -> new Row(row.group(1), row.group(2), row.group(3))).toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void the_page_and_the_program_have_the_same_table() {
        assertThat(rows()).containsExactlyElementsOf(Rules.TABLE.stream()
                .map(rule -> new Row(rule.method(), rule.pattern(), rule.least().map(Role::word).orElse("anybody"))).toList());
    }

    @Test
    void every_endpoint_that_anything_serves_has_a_rule() {
        Set<String> without = new TreeSet<>();
        endpoints((method, pattern) -> {
            MockHttpServletRequest request = new MockHttpServletRequest(method, pattern.replaceAll("\\{[^}]*}", "1").replace("**", "1"));
            if (Rules.covering(request).isEmpty()) {
                without.add(method + " " + pattern);
            }
        });
        // what the web server shows errors with is nobody's to ask for
        without.removeIf(endpoint -> endpoint.endsWith(" /error"));
        assertThat(without).as("endpoints without a rule: add them to Rules and to docs/security.md, with the least role").isEmpty();
    }

    @Test
    void every_rule_is_of_something_that_is_served() {
        Set<String> idle = new TreeSet<>(rows().stream().map(row -> row.method + " " + row.pattern).toList());
        endpoints((method, pattern) -> idle.remove(method + " " + pattern));
        // answered by the logins, by files, and by an endpoint with parts
        idle.removeAll(Set.of("POST /login", "POST /logout", "GET /console/**", "GET /observe/health/liveness", "GET /observe/health/readiness"));
        assertThat(idle).as("rules for what is not there: take them out of Rules and of docs/security.md").isEmpty();
    }

    private interface Endpoint {
        void is(String method, String pattern);
    }

    private void endpoints(Endpoint endpoint) {
        int seen = 0;
        for (RequestMappingInfoHandlerMapping mapping : door.service.context().getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    seen++;
                    for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods) {
                        endpoint.is(method.name(), pattern);
                    }
                }
            }
        }
        assertThat(seen).as("endpoints of the service").isGreaterThan(20);
    }

    Stream<Row> tried() {
        return rows().stream().filter(row -> !row.ofTheLogins());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tried")
    void everybody_is_answered_as_the_table_says(Row row) {
        List<String> wrong = new ArrayList<>();
        Map<String, String[]> shown = new LinkedHashMap<>();
        ROLES.forEach(role -> shown.put(role + " with a token", bearer(door.tokens.get(role))));
        shown.put("admin with the local token", new String[] {"X-Hourbook-Token", WholeService.TOKEN});
        shown.put("nobody with an expired token", bearer(door.tokens.get("expired")));
        shown.put("nobody with a revoked token", bearer(door.tokens.get("revoked")));
        shown.put("nobody with a wrong local token", new String[] {"X-Hourbook-Token", WholeService.TOKEN + "x"});
        shown.put("nobody with no known scheme", new String[] {"Authorization", "Digest x"});
        shown.put("nobody at all", new String[0]);
        if (row.pattern.startsWith("/sandbox/")) {
            shown.put("sandbox with the key of the deliveries", bearer(door.service.context().getBean(SandboxKey.class).get()));
        } else {
            shown.put("nobody with the key of the deliveries", bearer(door.service.context().getBean(SandboxKey.class).get()));
        }
        shown.put((row.pattern.equals("/observe/metrics") ? "metrics" : "nobody") + " with the word for the metrics", bearer(Door.SCRAPE));
        shown.forEach((who, headers) -> judge(row, who, all -> door.call(row.method, row.path(), null, all), headers, wrong));
        tabs.forEach((role, tab) -> {
            // what the session's form would carry along, as a header
            judge(row, role + " with a session", all -> door.call(row.method, row.path(), null, tab.with(all)),
                    new String[] {"X-XSRF-TOKEN", tab.formToken()}, wrong);
            if (!row.method.equals("GET")) {
                assertThat(door.call(row.method, row.path(), null, tab.with(Door.STOP, "1")).statusCode())
                        .as(role + " with a session and without a form's token").isEqualTo(403);
            }
        });
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private static String[] bearer(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }

    private void judge(Row row, String who, Function<String[], HttpResponse<String>> call, String[] headers, List<String> wrong) {
        String[] all = Stream.concat(Stream.of(headers), Stream.of(Door.STOP, "1")).toArray(String[]::new);
        HttpResponse<String> response = call.apply(all);
        // pages know sessions only: what a program shows there is not looked at
        boolean known = row.forPrograms() || who.endsWith("session");
        String role = known ? who.split(" ")[0] : "nobody";
        boolean shownInVain = row.forPrograms() && role.equals("nobody") && headers.length > 0;
        boolean let = MAY.get(role).contains(row.least) && !shownInVain;
        String want = let ? "299" : !role.equals("nobody") ? "403" : row.forPrograms() ? "401" : "303 to the login";
        String saw = response.statusCode() + (response.statusCode() == 303
                && response.headers().firstValue("Location").orElse("").startsWith("/login") ? " to the login" : "");
        if (!saw.equals(want)) {
            wrong.add(row.method + " " + row.path() + " by " + who + ": saw " + saw + ", want " + want);
        }
        if (response.statusCode() == 401 || response.statusCode() == 403 && row.forPrograms()) {
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).as("no browser asks").doesNotContain("Basic");
        }
    }

    @Test
    void names_and_passwords_let_in_whom_they_belong_to() {
        for (String role : ROLES) {
            HttpResponse<String> response = door.call("GET", "/api/runs", null, "Authorization", Door.basic(role.toUpperCase(java.util.Locale.ROOT), Door.PASSWORD), Door.STOP, "1");
            assertThat(response.statusCode()).as(role).isEqualTo(role.equals("metrics") ? 403 : Door.LET_THROUGH);
            assertThat(response.headers().allValues("Set-Cookie")).as("no session").noneMatch(cookie -> cookie.contains("session"));
        }
        for (String wrong : List.of(Door.basic("viewer", "x"), Door.basic("disabled", Door.PASSWORD), Door.basic("stranger", Door.PASSWORD),
                Door.basic("", ""), "Basic !!!", "Basic " + "eA==", "Basic")) {
            assertThat(door.call("GET", "/api/runs", null, "Authorization", wrong).statusCode()).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void strangers_are_told_only_whether_it_is_well() {
        assertThat(door.call("GET", "/observe/health", null).body()).matches("\\{\"status\":\"\\w+\"(,\"groups\":\\[[^]]*])?}");
        assertThat(door.call("GET", "/observe/health", null, bearer(door.tokens.get("viewer"))).body()).contains("components");
        assertThat(door.call("GET", "/observe/metrics", null, bearer(Door.SCRAPE)).body()).contains("hourbook_logins_total{outcome=\"success\"}");
    }
}
