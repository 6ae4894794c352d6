package io.hourbook.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CaseRunnerTest {

    private static final Path ROUTES = Path.of("src/test/resources/cases/routes");
    private static final CaseRunner SHIPPED = runner(ROUTES);

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        SHIPPED.close();
    }

    @TestFactory
    Stream<DynamicTest> casesComeOutAsWritten() {
        return SHIPPED.cases().stream().map(one -> DynamicTest.dynamicTest(one.toString(), () -> assertThat(SHIPPED.run(one)).isEmpty()));
    }

    @Test
    void filesOfCasesAreSound() {
        assertThat(SHIPPED.unreadable()).isEmpty();
        assertThat(SHIPPED.cases()).hasSize(5);
    }

    @Test
    void aWrongFieldIsToldWithFileLineCaseFieldWantAndGot() throws IOException {
        Finding finding = only("""
                cases:
                  - name: two hours
                    in:     { worker: W01, hours: 2 }
                    leaves:
                      to-lines:
                        - worker: W01
                          amount: "300.00"
                """);

        assertThat(finding.text()).isEqualTo("""
                routes/price-hour.cases.yaml:7: ROU-202 the case "two hours" comes out otherwise: to-lines[0].amount
                  saw   to-lines[0].amount: 310.00
                  want  300.00
                  do    correct the rule, or the case if it is the rule that has changed""");
    }

    @Test
    void somethingElseThanWrittenIsFound() throws IOException {
        assertThat(only(one("hours: 2", "held: { reason: zero-duration }")).saw()).isEqualTo("held: it left by [to-tell, to-lines]");
        assertThat(only(one("hours: 0", "leaves: { to-lines: [ { amount: 1 } ] }")).saw()).isEqualTo("to-lines: 0: []");
        assertThat(only(one("hours: 0", "held: { reason: other }")).saw()).isEqualTo("held.reason: zero-duration");
        assertThat(only(one("hours: 2", "fails: { code: MAP-101 }")).want()).isEqualTo("a failure");
        assertThat(only(one("hours: 2", "leaves: { to-lines: [ { colour: red } ] }")).saw()).startsWith("to-lines[0].colour: no such field");
        assertThat(only(one("hours: -1", "held: { reason: x }")).saw()).contains("negative");
        assertThat(only(one("hours: 2", "leaves: { to-books: [ { worker: W01 } ] }")).want()).isEqualTo("1 of them");
    }

    @Test
    void aFileOfCasesThatIsNotOneIsRefusedWithItsLine() throws IOException {
        assertThat(only("cases:\n  - name: x\n   in: {")).extracting(Finding::code, Finding::where).containsExactly("ROU-201", "routes/price-hour.cases.yaml:3");
        assertThat(only("")).extracting(Finding::code, Finding::where).containsExactly("ROU-201", "routes/price-hour.cases.yaml:1");
        assertThat(only("cases:\n  - name: x\n    in: {hours: 1}\n    leavs: {}\n    held: {}\n").where()).isEqualTo("routes/price-hour.cases.yaml:4");
        assertThat(only("cases:\n  - name: x\n    in: {hours: 1}\n").want()).contains("leaves");
        assertThat(only("cases:\n  - name: x\n    in: {colour: red}\n    held: {}\n").saw()).isEqualTo("there is no field colour");
    }

    @Test
    void aCaseWithoutARouteSaysSo() throws IOException {
        copy();
        Files.delete(folder.resolve("routes/price-hour.camel.yaml"));
        try (CaseRunner runner = runner(folder.resolve("routes"))) {
            assertThat(runner.runAll()).extracting(Finding::code).containsOnly("ROU-203").hasSize(4);
            assertThat(runner.runAll().get(0).saw()).isEqualTo("no file price-hour.camel.yaml");
        }
    }

    @Test
    void aCaseWhoseRouteIsBrokenNamesWhatIsWrongWithIt() throws IOException {
        copy();
        Path route = folder.resolve("routes/price-hour.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("ref: pricing", "ref: prizing"));
        try (CaseRunner runner = runner(folder.resolve("routes"))) {
            assertThat(runner.runAll().get(0).saw()).startsWith("routes/price-hour.camel.yaml:14: ROU-131");
        }
    }

    private static String one(String hours, String expected) {
        return "cases:\n  - name: x\n    in: { worker: W01, " + hours + " }\n    " + expected + "\n";
    }

    private Finding only(String cases) throws IOException {
        copy();
        Files.delete(folder.resolve("routes/tell-books.cases.yaml"));
        Files.writeString(folder.resolve("routes/price-hour.cases.yaml"), cases);
        try (CaseRunner runner = runner(folder.resolve("routes"))) {
            List<Finding> findings = runner.runAll();
            assertThat(findings).hasSize(1);
            return findings.get(0);
        }
    }

    private void copy() throws IOException {
        try (Stream<Path> tree = Files.walk(ROUTES)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve("routes").resolve(ROUTES.relativize(file));
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static CaseRunner runner(Path routes) {
        return new CaseRunner(routes, Map.of("pricing", new Pricing()), Map.of("books", Books.class), key -> null, path -> new Plain());
    }

    /** The rule under test. */
    public static final class Pricing {
        public Map<String, Object> price(Map<String, Object> entry) {
            if ("W99".equals(entry.get("worker"))) {
                throw new Problem(new Finding("MAP-101", "mappings/workers.csv", "no worker", "W99", null, "add one"));
            }
            long hours = (Long) entry.get("hours");
            if (hours < 0) {
                throw new IllegalArgumentException("hours are negative");
            }
            Map<String, Object> line = new HashMap<>(entry);
            if ("W00".equals(entry.get("worker"))) {
                line.put("excluded", "owner");
            } else if (hours == 0) {
                line.put("held", "zero-duration");
            } else {
                line.put("amount", new BigDecimal("155.00").multiply(BigDecimal.valueOf(hours)));
            }
            return line;
        }
    }

    /** A store that no case may reach: it is never made. */
    public static final class Books {
        public Books() {
            throw new IllegalStateException("a case has opened the books");
        }

        public void add(Map<String, Object> line) {
            throw new IllegalStateException("a case has written to the books");
        }
    }

    private static final class Plain implements CaseAdapter {
        @Override
        public Object message(String route, Map<String, Object> in) {
            if (in.containsKey("colour")) {
                throw new IllegalArgumentException("there is no field colour");
            }
            return in;
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> fields(String exit, Object body) {
            return List.of((Map<String, Object>) body);
        }

        @Override
        public Map<String, Object> held(Object body) {
            return reason(body, "held");
        }

        @Override
        public Map<String, Object> excluded(Object body) {
            return reason(body, "excluded");
        }

        private static Map<String, Object> reason(Object body, String key) {
            Object reason = ((Map<?, ?>) body).get(key);
            return reason == null ? null : Map.of("reason", reason);
        }
    }
}
