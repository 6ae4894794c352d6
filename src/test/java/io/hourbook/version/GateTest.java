package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cli.WholeService;
import io.hourbook.problem.Finding;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole way from a saved file to what runs, in the whole service over a real database. */
class GateTest {

    private static final String ROUTE = "routes/process/allocate-billable.camel.yaml";

    @TempDir
    static Path home;

    private static WholeService service;
    private static Gate gate;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        service = WholeService.start(home, Listening.local(), Map.of(), beans -> {});
        gate = service.context().getBean(Gate.class);
        jdbc = service.context().getBean(JdbcTemplate.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aSavedRuleIsInForceAndABrokenOneChangesNothing() throws IOException {
        int before = gate.number();
        Route route = route("allocate-billable");
        Route other = route("allocate-payroll");

        edit(ROUTE, "Round, rate", "Round, rate,");
        look();
        assertThat(gate.number()).isEqualTo(before + 1);
        assertThat(gate.refused()).isEmpty();
        assertThat(route("allocate-billable")).isNotSameAs(route);
        assertThat(route("allocate-payroll")).as("untouched").isSameAs(other);

        edit(ROUTE, "ref: rounding", "ref: roundign");
        look();
        assertThat(gate.number()).isEqualTo(before + 1);
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).contains("ROU-131"));

        edit(ROUTE, "ref: roundign", "ref: rounding");
        look();
        assertThat(gate.refused()).isEmpty();
        assertThat(gate.number()).as("nothing new").isEqualTo(before + 1);
    }

    @Test
    void aSettingAndARouteThatAreSavedTogetherAreOneVersionOrNone() throws IOException {
        int before = gate.number();
        Route route = route("allocate-billable");

        edit("mappings/schedules.yaml", "month-end: monthly 1 03:00", "month-end: monthly 2 03:00");
        edit(ROUTE, "ref: rounding", "ref: roundign");
        look();
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).containsExactly("ROU-131"));
        assertThat(gate.number()).isEqualTo(before);
        assertThat(schedules()).as("a sound setting beside a broken route").contains("month-end: monthly 1 03:00");
        assertThat(route("allocate-billable")).isSameAs(route);

        edit("mappings/schedules.yaml", "month-end: monthly 2 03:00", "month-end: now and then");
        edit(ROUTE, "ref: roundign", "ref: rounding");
        edit(ROUTE, "description: ", "description: As agreed. ");
        look();
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).allSatisfy(
                finding -> assertThat(finding.where()).matches("mappings/schedules(.cases)?.yaml:\\d+")));
        assertThat(gate.number()).isEqualTo(before);
        assertThat(route("allocate-billable")).as("a sound route beside a broken setting").isSameAs(route);

        edit("mappings/schedules.yaml", "month-end: now and then", "month-end: monthly 2 03:00");
        look();
        assertThat(gate.refused()).isEmpty();
        assertThat(gate.number()).as("both are one version").isEqualTo(before + 1);
        assertThat(schedules()).contains("month-end: monthly 2 03:00");
        assertThat(route("allocate-billable")).isNotSameAs(route);
        assertThat(new Versions(jdbc.getDataSource()).whole(before + 1).orElseThrow().files()).extracting(Versions.FileChange::path)
                .containsExactly("mappings/schedules.yaml", ROUTE);
    }

    /** As the next pass reads them. */
    private static String schedules() {
        return new String(gate.accepted().mappings().get("schedules.yaml"), StandardCharsets.UTF_8);
    }

    @Test
    void whatCheckLetsPassAndNoPassWouldBeginWithIsRefused() throws IOException {
        int before = gate.number();
        Path sync = home.resolve("routes/schedule/sync.camel.yaml");
        byte[] route = Files.readAllBytes(sync);
        Files.delete(sync);
        look();
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).contains("ROU-172"));
        assertThat(gate.number()).isEqualTo(before);
        assertThat(route("sync")).isNotNull();
        Files.write(sync, route);

        edit("mappings/targets.yaml", "    token:", "    token: ${file:" + home.resolve("a-secret") + "}");
        look();
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).containsExactly("MAP-206"));
        assertThat(gate.number()).isEqualTo(before);

        edit("mappings/targets.yaml", "    token: ${file:" + home.resolve("a-secret") + "}", "    token:");
        look();
        assertThat(gate.refused()).isEmpty();
    }

    @Test
    void aSecretOrAnEmptiedPolicyIsRefusedWithItsPlaceAndTheSecretIsNowhere() throws Exception {
        int before = gate.number();
        edit(ROUTE, "        - bean:\n            id: round", "        - to:\n            id: to-books\n            uri: log:books?token=hunter2hunter2\n        - bean:\n            id: round");
        byte[] posting = Files.readAllBytes(home.resolve("mappings/posting.yaml"));
        look();

        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.text()).matches(ROUTE + ":\\d+: VER-121 [\\s\\S]*").doesNotContain("hunter2")));
        assertThat(call("GET", "/api/versions/proposal", 200)).contains("VER-121").doesNotContain("hunter2");
        assertThat(jdbc.queryForList("select hash from version_content where content like '%hunter2%'")).isEmpty();

        edit(ROUTE, "        - to:\n            id: to-books\n            uri: log:books?token=hunter2hunter2\n", "");
        Files.write(home.resolve("mappings/posting.yaml"), new byte[0]);
        look();
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).contains("VER-123"));
        Files.write(home.resolve("mappings/posting.yaml"), posting);
        look();
        assertThat(gate.refused()).isEmpty();
        assertThat(gate.number()).isEqualTo(before);
    }

    @Test
    void aPassNamesTheVersionThatItWorkedWith() {
        Summary summary = service.context().getBean(Passes.class).first("serve");

        assertThat(jdbc.queryForObject(
                "select m.accepted_number from run r join mapping_version m on m.id = r.mapping_version_id where r.id = ?", Integer.class,
                summary.run())).isEqualTo(gate.number());
    }

    @Test
    void theApiShowsWhatIsRefusedAndGoesBack() throws Exception {
        edit(ROUTE, "description: ", "description: <b>bold</b> ");
        look();
        int now = gate.number();
        edit(ROUTE, "ref: rounding", "ref: roundign");
        look();

        assertThat(call("GET", "/api/versions/proposal", 200)).contains("\"refused\":true", "ROU-131");
        assertThat(call("GET", "/api/versions", 200)).contains("\"number\":" + now);
        assertThat(call("GET", "/api/versions/" + now, 200)).contains("<b>bold</b>");
        assertThat(service.context().getBean("editsHealthIndicator", HealthIndicator.class).health().toString()).contains("DEGRADED", "ROU-131");
        call("GET", "/api/versions/4711", 404);
        call("POST", "/api/versions/4711/rollback", 404);

        assertThat(call("POST", "/api/versions/1/rollback", 200)).contains("\"number\":" + (now + 1), "\"restores\":1");
        assertThat(Files.readString(home.resolve(ROUTE))).contains("ref: rounding").doesNotContain("bold");
        assertThat(home.resolve("data/set-aside/before-version-" + (now + 1)).resolve(ROUTE)).content().contains("roundign");
    }

    private static String call(String method, String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).header("X-Hourbook-Token", WholeService.TOKEN)
                        .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private static void look() {
        gate.look(true);
    }

    private static Route route(String id) {
        return service.context().getBean(CamelContext.class).getRoute(id);
    }

    private static void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(file), text.replace(from, to));
    }
}
