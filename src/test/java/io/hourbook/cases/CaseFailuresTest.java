package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Each way in which a case may come out otherwise: told with its line, its name, the field, what was wanted and what was there. */
class CaseFailuresTest {

    private static final Map<String, Class<?>> KNOWN = RouteBeanCatalog.scan("io.hourbook");
    private static final Properties SETTINGS = new Properties();

    @TempDir
    private Path home;

    @BeforeAll
    static void readSettings() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            SETTINGS.load(in);
        }
    }

    @Test
    void eachWayIsTold() throws IOException {
        String one = "{ worker: W01, project: ACME-WEB, service: DEV, seconds: 450 }";

        assertThat(told("process/allocate-billable", "in: " + one, "leaves: { to-lines: [ { seconds: 450 } ] }"))
                .as("a field").containsExactly(":3 to-lines[0].seconds: 900 | 450");
        assertThat(told("process/allocate-billable", "in: " + one, "leaves: { to-lines: [ {}, {} ] }"))
                .as("too few").singleElement().asString().startsWith(":3 to-lines: 1: [{").endsWith("| 2 of them");
        assertThat(told("process/allocate-billable", "in: " + one, "leaves: { to-lines: [] }"))
                .as("too many").singleElement().asString().startsWith(":3 to-lines: 1: [{").endsWith("| 0 of them");
        assertThat(told("process/allocate-billable", "in: " + one, "leaves: { to-drawings: [ {} ] }"))
                .as("an exit that is not reached").containsExactly(":3 to-drawings: 0: [] | 1 of them");
        assertThat(told("process/allocate-billable", "in: " + one, "held: { reason: no-rate }"))
                .as("held").containsExactly(":3 held: it left by [to-lines] | a message that is held");
        assertThat(told("process/allocate-billable", "in: " + one.replace("ACME-WEB", "GLOBE-NEW"), "held: { reason: zero }"))
                .as("another hold").containsExactly(":3 held.reason: no-rate | zero");
        assertThat(told("process/allocate-billable", "in: " + one, "excluded: { reason: zero }"))
                .as("excluded").containsExactly(":3 excluded: it left by [to-lines] | a message that is excluded");
        assertThat(told("process/allocate-billable", "in: " + one, "leaves: { to-lines: [ { seconds: { of: 900 } } ] }"))
                .as("fields where there is a value").containsExactly(":3 to-lines[0].seconds: 900 | fields");
        assertThat(told("schedule/watch-inbox", "in: {}\n    answers: { inboxWatch.somethingNew: yes }", "does: []"))
                .as("more than is named").containsExactly(":4 does: [to-pass-for-files] | []");
        assertThat(told("schedule/watch-inbox", "in: {}\n    answers: { inboxWatch.somethingNew: no }", "does: [ to-pass-for-files ]"))
                .as("less than is named").containsExactly(":4 does: [] | [to-pass-for-files]");
        assertThat(told("schedule/work-slot", "in: { body: { name: tidy-up }, given_by: slots.slot }",
                "does: [ { to-its-route: { address: \"direct:other\" } }, slots.done ]"))
                .as("what was told").containsExactly(":3 does[0].to-its-route.address: direct:tidy-up | direct:other");
        assertThat(told("schedule/watch-inbox", "in: {}", "does: []"))
                .as("nobody answers").singleElement().asString().contains("it asks inboxWatch.somethingNew").endsWith("| no failure");
        assertThat(told("schedule/sync", "in: {}\n    answers: { documents.marked: no, documents.open: 1 }",
                "leaves: { to-recompute-corrected: [] }"))
                .as("nobody asks").containsExactly(":3 answers: nobody asks | that [documents.open] is asked");
        assertThat(told("schedule/sync", "in: {}\n    answers: { documents.marked: [ yes ] }", "leaves: { to-recompute-corrected: [ {} ] }"))
                .as("asked more often").singleElement().asString().contains("documents.marked is asked 2 times, and the case has 1 answers");
        assertThat(told("deliver/release-documents", "in: {}", "leaves: { to-deliver-documents: [ {} ] }"))
                .as("it goes outside unsaid").singleElement().asString().contains("it comes to laws.uphold, which reaches outside");
        assertThat(told("schedule/watch-inbox", "in: {}\n    answers: { inboxWatch.somethingNew: { fails: away } }", "fails: { letter: no }"))
                .as("a dead letter").containsExactly(":4 fails.letter: yes | no");
        assertThat(told("schedule/watch-inbox", "in: {}\n    answers: { inboxWatch.somethingNew: no }", "fails: { what: away }"))
                .as("no failure").containsExactly(":4 fails: nothing left | a failure");
    }

    @Test
    void aCaseThatCannotBeAskedIsToldWithItsLine() throws IOException {
        assertThat(told("schedule/work-slot", "in: { bdy: 1 }", "does: []")).singleElement().asString()
                .startsWith(":2 no such field: [bdy]; there are [body, given_by, headers, properties, variables]");
        assertThat(told("schedule/work-slot", "in: { body: { nam: x }, given_by: slots.slot }", "does: []")).singleElement().asString()
                .startsWith(":2 the answer of slots.slot is of another shape: Unrecognized field \"nam\"");
        assertThat(told("schedule/work-slot", "in: { body: {}, given_by: slots.slut }", "does: []")).singleElement().asString()
                .startsWith(":2 there is no slots.slut that could give this body");
        assertThat(told("intake/harvest", "in: { csv: x, source: nobody }", "does: []")).singleElement().asString()
                .contains("there is no source \"nobody\"");
    }

    /** Line, what was seen, what was wanted; the case's name is in each. */
    private List<String> told(String route, String in, String wants) throws IOException {
        FileSystemUtils.deleteRecursively(home.resolve("routes"));
        FileSystemUtils.copyRecursively(Path.of("routes"), home.resolve("routes"));
        try (Stream<Path> tree = Files.walk(home.resolve("routes"))) {
            for (Path cases : tree.filter(file -> file.toString().endsWith(".cases.yaml")).toList()) {
                Files.delete(cases);
            }
        }
        Path file = home.resolve("routes").resolve(route + ".cases.yaml");
        Files.writeString(file, "cases:\n- " + in.replace("\n    ", "\n  ") + "\n  " + wants + "\n  name: the rule\n");
        try (CaseRunner runner = RouteCases.runner(home.resolve("routes"), new CaseFacts(() -> null), KNOWN, SETTINGS::getProperty)) {
            List<Finding> findings = runner.runAll();
            assertThat(findings).allMatch(finding -> finding.text().contains("\"the rule\"") || finding.code().equals("ROU-201"));
            return findings.stream().map(finding -> finding.where().replaceFirst("^.*:(?=\\d+$)", ":") + " " + finding.saw() + " | " + finding.want()).toList();
        }
    }
}
