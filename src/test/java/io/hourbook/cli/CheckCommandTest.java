package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the check command tells of a home, and what it answers. */
class CheckCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void layOut() throws IOException {
        for (String folder : new String[] {"mappings", "routes"}) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Files.copy(path, home.resolve(path.toString()));
                }
            }
        }
    }

    @Test
    void theShippedHomeIsInOrder() {
        assertThat(check()).isZero();
        assertThat(out.toString()).contains("routes and mappings are in order");
    }

    @Test
    void aBrokenFormatIsToldWithItsLineAndOnce() throws IOException {
        Files.writeString(home.resolve("mappings/sources/abacus.yaml"), "columns:\n  worker: [Person]\nrequired: [date]\n");

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).containsOnlyOnce("mappings/sources/abacus.yaml:3: FMT-105 ").contains("1 finding")
                .doesNotContain("1 findings");
    }

    @Test
    void aCaseThatAFormatDoesNotKeepIsTold() throws IOException {
        Path cases = home.resolve("mappings/sources/toggl.cases.yaml");
        Files.copy(Path.of("src/test/resources/broken/FMT-106.cases.yaml"), cases, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("mappings/sources/toggl.cases.yaml:3: FMT-106 a case fails: an hour");
    }

    @Test
    void workThatNoRouteDoesIsToldWhereItIsWrittenDown() throws IOException {
        Files.delete(home.resolve("routes/schedule/month-end.camel.yaml"));

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).containsPattern("mappings/schedules.yaml:\\d\\d: SCH-102 the route \"month-end\"").contains("1 finding")
                .as("what is left of the route").containsPattern("note: routes/schedule/month-end\\.cases\\.yaml:\\d+: ROU-203 ");
    }

    @Test
    void aBrokenRouteIsToldOnceWithHowManyCasesWaitForIt() throws IOException {
        Path route = home.resolve("routes/process/allocate-billable.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("ref: rounding", "ref: roundding"));

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).startsWith("routes/process/allocate-billable.camel.yaml:14: ROU-131 there is no bean \"roundding\"")
                .containsPattern("\n  do    .*; \\d{2,3} cases in \\d+ files cannot run until then\\R").contains("1 finding").doesNotContain("ROU-203", "ROU-171");
    }

    @Test
    void aTargetOfAKindThatNoRouteSpeaksIsToldWithWhatToDo() throws IOException {
        Files.delete(home.resolve("routes/deliver/ledger-file-target.camel.yaml"));
        Files.delete(home.resolve("routes/deliver/ledger-file-target.cases.yaml"));
        Files.writeString(home.resolve("mappings/targets.yaml"), """
                default: sandbox
                targets:
                  sandbox:
                    url:
                  plain:
                    kind: ledger-file
                    settings: { file: out/ledger.journal, format: hledger }
                """);

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("mappings/targets.yaml:5: DEL-126 ", "routes/deliver/ledger-file-target.camel.yaml", "hourbook migrate --write")
                .contains("1 finding");
    }

    @Test
    void onlyWhatIsAskedForIsTold() throws IOException {
        Files.writeString(home.resolve("mappings/sources/abacus.yaml"), "columns:\n  worker: [Person]\nrequired: [date]\n");

        assertThat(check(home.resolve("mappings/sources/toggl.yaml").toString())).isZero();
        assertThat(check(home.resolve("mappings/sources").toString())).isEqualTo(HourbookCommand.FAILED);
    }

    @Test
    void aCaseOfARouteThatComesOutOtherwiseIsTold() throws IOException {
        edit("routes/process/allocate-bill-side.camel.yaml", "method: nonBillable", "method: retainer");

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("routes/process/allocate-bill-side.cases.yaml:").contains("ROU-202 the case \"internal work is charged to nobody\"");
    }

    @Test
    void aCompanyWithTablesOfItsOwnHasTheSameCasesOfRoutes() throws IOException {
        edit("mappings/clients.csv", "transaction,15,up,0", "transaction,1,none,0");
        edit("mappings/rates.csv", "ACME,,,,140.00", "ACME,,,,99.00");

        assertThat(check("routes")).isZero();
        assertThat(check("mappings/rates.cases.csv")).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("""
                mappings/rates.cases.csv:3: MAP-302 case "the client's price": rate
                  saw   99.00 (line 3)
                  want  140.00
                  do    correct the table or policy, or the case if it is the rule that has changed""");
    }

    @Test
    void casesMayStandOnTheHomesOwnTables() throws IOException {
        Path cases = home.resolve("routes/process/allocate-billable.cases.yaml");
        Files.writeString(cases, """
                facts: mappings
                cases:
                  - name: our price
                    in:     { worker: W01, project: ACME-WEB, service: DEV, seconds: 900 }
                    leaves: { to-lines: [ { amount: "24.75" } ] }
                """);
        assertThat(check("routes")).isEqualTo(HourbookCommand.FAILED);
        edit("mappings/rates.csv", "ACME,,,,140.00", "ACME,,,,99.00");

        assertThat(check("routes")).isZero();
    }

    @Test
    void casesThatWereWrittenBeforeFactsHadNamesStandOnTheSampleCompany() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("routes"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".cases.yaml")).toList()) {
                Files.writeString(file, Files.readString(file).replace("facts: sample\n", ""));
            }
        }
        edit("mappings/rates.csv", "ACME,,,,140.00", "ACME,,,,99.00");

        assertThat(check("routes")).isZero();
    }

    @Test
    void factsThatDoNotExistAreTold() throws IOException {
        Path cases = home.resolve("routes/process/allocate-billable.cases.yaml");
        Files.writeString(cases, Files.readString(cases).replace("facts: sample", "facts: simple"));

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("ROU-201").contains("no facts \"simple\"; there are sample and mappings");
    }

    @Test
    void casesOfTablesThatCannotBeReadAreToldWithTheirLines() throws IOException {
        Files.writeString(home.resolve("mappings/rates.cases.csv"), "# prices\nproject,rat\n");
        Files.writeString(home.resolve("mappings/holds.cases.yaml"), "cases:\n  - name: x\n    in: { hour: 16 }\n    gives: { held: none }\n");
        Files.writeString(home.resolve("mappings/prices.cases.csv"), "project,rate\n");
        Files.writeString(home.resolve("mappings/clients.cases.csv"), "client,currency\nACNE,USD\nACME,USD,net30\n");

        assertThat(check("mappings")).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains(
                "mappings/rates.cases.csv:2: MAP-301 there is no column \"rat\" here", "mappings/holds.cases.yaml:3: MAP-301 there is no \"hour\" here",
                "mappings/prices.cases.csv:1: MAP-301 there is nothing that these cases could be of", "mappings/clients.cases.csv:2: MAP-302 case \"ACNE\"",
                "mappings/clients.cases.csv:3: MAP-301 this row has 3 cells");
    }

    @Test
    void brokenMappingsDoNotKeepRoutesFromTheirCases() throws IOException {
        edit("mappings/rates.csv", "140.00", "a lot");
        edit("routes/process/allocate-bill-side.camel.yaml", "method: nonBillable", "method: retainer");

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("mappings/rates.csv:3: MAP-111", "ROU-202");
    }

    @Test
    void programsGetOneObject() throws IOException {
        edit("mappings/rates.csv", "140.00", "a lot");

        assertThat(check("--json")).isEqualTo(HourbookCommand.FAILED);
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/findings/0/path").asText()).isEqualTo("mappings/rates.csv");
        assertThat(report.at("/findings/0/line").asInt()).isEqualTo(3);
        assertThat(report.at("/findings/0/code").asText()).isEqualTo("MAP-111");
        assertThat(report.at("/cases").asInt()).isPositive();
        assertThat(report.has("elapsed_ms")).isTrue();
    }

    @Test
    void aBlankHomeIsInOrder() throws IOException {
        Path blank = home.resolve("blank");
        HomeLayout.layOut(new Home(blank), false);

        assertThat(new CommandLine(new CheckCommand()).setOut(new PrintWriter(out, true)).execute("--home", blank.toString())).isZero();
    }

    @Test
    void aBlankHomeWithItsExampleRowsTakenInIsInOrderToo() throws IOException {
        Path blank = home.resolve("blank");
        HomeLayout.layOut(new Home(blank), false);
        try (Stream<Path> tables = Files.list(blank.resolve("mappings"))) {
            for (Path table : tables.filter(path -> path.toString().endsWith(".csv")).toList()) {
                Files.writeString(table, Files.readString(table).replaceAll("(?m)^#(?=\\S)", ""));
            }
        }

        assertThat(new CommandLine(new CheckCommand()).setOut(new PrintWriter(out, true)).execute("--home", blank.toString()))
                .as(out.toString()).isZero();
    }

    @Test
    void aHomeWithoutCasesIsInOrder() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(path -> path.toString().contains(".cases.")).toList()) {
                Files.delete(file);
            }
        }

        assertThat(check()).isZero();
    }

    @Test
    void whoWatchesIsToldWhatCameAndWhatWent() throws IOException {
        Thread watching = new Thread(() -> check("--watch"));
        watching.start();
        try {
            await("watching");
            edit("mappings/rates.csv", "140.00", "a lot");
            await("mappings/rates.csv:3: MAP-111");
            edit("mappings/rates.csv", "a lot", "140.00");
            await("gone: mappings/rates.csv:3: MAP-111");
        } finally {
            watching.interrupt();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !watching.isAlive());
    }

    private void await(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> out.toString().contains(text));
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = home.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private int check(String... paths) {
        String[] arguments = Stream.concat(Stream.of("--home", home.toString()), Stream.of(paths)).toArray(String[]::new);
        return new CommandLine(new CheckCommand()).setOut(new PrintWriter(out, true)).execute(arguments);
    }
}
