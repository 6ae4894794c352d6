package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.mapping.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Resource;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intake routes as they are shipped, over a store that only remembers. */
class IntakeRoutesTest {

    private static final Path ROUTES = Path.of("routes/intake");
    private static final Path ENTRIES = Path.of("src/main/resources/sample/entries");
    private static final Instant NOW = Instant.parse("2025-05-09T12:00:00Z");
    private static final int RUN = 7;
    private static final long MOST_BYTES = 1L << 20;

    @TempDir
    private Path root;

    private final RememberingStore store = new RememberingStore();
    private final RememberingDeadLetters letters = new RememberingDeadLetters();
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        Map<String, Source> sources = Stream.of(Reading.LOS_ANGELES, Reading.NEW_YORK, Reading.BERLIN, Reading.LONDON, Reading.TOKYO,
                        Reading.HARVEST, Reading.BY_HAND, Reading.source("lost", "nowhere", null, null))
                .collect(Collectors.toMap(Source::source, source -> source));
        IntakeFacts facts = new IntakeFacts(sources, Reading.FORMATS, (source, names) -> Optional.empty(), ZoneId.of("UTC"));
        Home home = new Home(root);
        Inbox inbox = new Inbox(home, Clock.fixed(NOW, ZoneOffset.UTC), length -> {});
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("intake", new Intake(home, inbox, store, letters, run -> facts, MOST_BYTES, new FreeSpace(home, false)));
        camel.getRegistry().bind("sourceRoutes", new SourceRoutes());
        camel.getRegistry().bind("entries", store);
        List<Resource> resources = new ArrayList<>();
        for (Path file : routeFiles()) {
            resources.add(ResourceHelper.fromBytes(file.getFileName().toString(), Files.readAllBytes(file)));
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private static List<Path> routeFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }

    private void drop(String source, String name, String content) throws IOException {
        Path file = Files.createDirectories(root.resolve("inbox").resolve(source)).resolve(name);
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(60)));
    }

    private void dropSample(String source, String name) throws IOException {
        drop(source, name, Files.readString(ENTRIES.resolve(name)));
    }

    private void pass() throws Exception {
        camel.createFluentProducerTemplate().to("direct:take-inbox").withProcessor(exchange -> exchange.setProperty("run", RUN)).request();
    }

    private List<String> lying(String folder) throws IOException {
        Path path = root.resolve("inbox").resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyRouteFileFollowsTheSchemaOfCamelsYaml() throws Exception {
        try (InputStream schema = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonSchema camelYaml = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
            for (Path file : routeFiles()) {
                JsonNode routes = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
                assertThat(camelYaml.validate(routes)).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void theSampleCompanysFilesAreTakenAndMovedToDone() throws Exception {
        dropSample("clockify-los-angeles", "clockify-detailed-los-angeles.week-11-again.csv");
        dropSample("clockify-los-angeles", "clockify-detailed-los-angeles.csv");
        dropSample("clockify-los-angeles", "clockify-malformed.csv");
        dropSample("clockify-new-york", "clockify-detailed-new-york.csv");
        dropSample("toggl-berlin", "toggl-detailed-berlin.csv");
        dropSample("toggl-london", "toggl-detailed-london.csv");
        dropSample("kimai-tokyo", "kimai-export.csv");
        dropSample("harvest", "harvest-time-report.csv");

        pass();

        assertThat(store.rows()).hasSize(1135);
        assertThat(store.runs()).containsExactly(RUN);
        assertThat(store.taken()).containsExactly("clockify-detailed-los-angeles.csv", "clockify-detailed-los-angeles.week-11-again.csv",
                "clockify-detailed-new-york.csv", "clockify-malformed.csv", "harvest-time-report.csv", "kimai-export.csv",
                "toggl-detailed-berlin.csv", "toggl-detailed-london.csv");
        assertThat(lying("harvest")).isEmpty();
        assertThat(lying("harvest/done")).containsExactly("2025-05-09.run-7.harvest-time-report.csv");
        assertThat(letters.kept()).isEmpty();
    }

    @Test
    void aSourceWithoutARouteOfItsOwnIsTakenByTheOneForTheOthers() throws Exception {
        drop("by-hand", "march.csv", "worker,project,date,hours\nAna Ruiz,Acme App,2025-03-04,1.5\n");

        pass();

        assertThat(store.rows()).hasSize(1);
        assertThat(lying("by-hand/done")).containsExactly("2025-05-09.run-7.march.csv");
    }

    @Test
    void theSameBytesAgainAreAllDuplicatesAndNoRowIsLookedAt() throws Exception {
        dropSample("harvest", "harvest-time-report.csv");
        pass();
        int stored = store.rows().size();
        drop("harvest", "again.csv", Files.readString(ENTRIES.resolve("harvest-time-report.csv")));
        pass();

        assertThat(store.rows()).hasSize(stored);
        assertThat(store.takenRows()).containsExactly((long) stored, (long) stored);
        assertThat(lying("harvest/done")).containsExactly("2025-05-09.run-7.again.csv", "2025-05-09.run-7.harvest-time-report.csv");
    }

    @Test
    void aFileOfAnotherFormatIsRefusedWholeKeptAndReported() throws Exception {
        dropSample("harvest", "toggl-detailed-berlin.csv");
        drop("harvest", "empty.csv", "");
        dropSample("harvest", "harvest-time-report.csv");

        pass();

        assertThat(store.rows()).isNotEmpty().allSatisfy(row -> assertThat(row.raw()).doesNotContain("Eva Brandt"));
        assertThat(store.refused()).containsExactlyInAnyOrder("toggl-detailed-berlin.csv", "empty.csv");
        assertThat(letters.kept()).extracting(DeadLetter::kind).containsOnly(DeadLetter.Kind.FILE);
        assertThat(letters.kept()).extracting(letter -> letter.finding().code()).containsExactlyInAnyOrder("FMT-201", "FMT-204");
        assertThat(lying("harvest")).isEmpty();
        assertThat(lying("harvest/refused")).containsExactly("2025-05-09.run-7.empty.csv", "2025-05-09.run-7.empty.csv.why.txt",
                "2025-05-09.run-7.toggl-detailed-berlin.csv", "2025-05-09.run-7.toggl-detailed-berlin.csv.why.txt");
        assertThat(root.resolve("inbox/harvest/refused/2025-05-09.run-7.toggl-detailed-berlin.csv.why.txt")).content()
                .contains("FMT-204", "not a Harvest export", "the columns date, and hours, and first name or last name", "drop it in the folder of its own source");
    }

    @Test
    void aStoreThatFailsLeavesTheFileInTheInboxAndTheOtherFilesGoOn() throws Exception {
        dropSample("clockify-los-angeles", "clockify-detailed-los-angeles.csv");
        dropSample("harvest", "harvest-time-report.csv");
        store.failOn("clockify-detailed-los-angeles.csv");

        pass();

        assertThat(lying("clockify-los-angeles")).containsExactly("clockify-detailed-los-angeles.csv");
        assertThat(lying("harvest/done")).containsExactly("2025-05-09.run-7.harvest-time-report.csv");
        assertThat(letters.kept()).singleElement().extracting(letter -> letter.finding()).satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FMT-207");
            assertThat(finding.where()).isEqualTo("inbox/clockify-los-angeles/clockify-detailed-los-angeles.csv");
            assertThat(finding.fix()).isEqualTo("mend the cause; the file stays in the inbox and the next pass goes on with it");
        });
    }

    @Test
    void aSourceWhoseFormatIsMissingIsReportedAndItsFileWaits() throws Exception {
        drop("lost", "rows.csv", "a,b\n1,2\n");

        pass();

        assertThat(lying("lost")).containsExactly("rows.csv");
        assertThat(letters.kept()).singleElement().extracting(letter -> letter.finding()).satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("FMT-205");
            assertThat(finding.where()).isEqualTo("inbox/lost/rows.csv");
            assertThat(finding.fix()).isEqualTo("add that file, or name another format in mappings/sources.csv");
        });
    }

    @Test
    void whatCannotBeMovedIsTakenOnceAndSaidAndPutAwayWhenItCanBe() throws Exception {
        dropSample("harvest", "harvest-time-report.csv");
        Path inTheWay = Files.writeString(root.resolve("inbox/harvest/done"), "a file where the folder should be");
        Files.writeString(Files.createDirectories(root.resolve("inbox/toggl-berlin")).resolve("refused"), "here too");
        drop("toggl-berlin", "no-toggl.csv", "a,b\n1,2\n");
        pass();
        int stored = store.rows().size();
        assertThat(letters.kept()).extracting(letter -> letter.finding().code() + " " + letter.finding().where()).containsExactlyInAnyOrder(
                "FMT-209 inbox/harvest/done", "FMT-209 inbox/toggl-berlin/refused",
                "FMT-210 inbox/harvest/harvest-time-report.csv", "FMT-204 inbox/toggl-berlin/no-toggl.csv:1",
                "FMT-210 inbox/toggl-berlin/no-toggl.csv");
        pass();
        assertThat(store.rows()).hasSize(stored);
        assertThat(lying("harvest")).contains("harvest-time-report.csv");

        Files.delete(inTheWay);
        pass();
        pass();
        assertThat(lying("harvest/done")).containsExactly("2025-05-09.run-7.harvest-time-report.csv");
        assertThat(letters.kept()).extracting(letter -> letter.finding().where()).doesNotContain("inbox/harvest/harvest-time-report.csv");
    }

    @Test
    void whatLiesInTheWayIsALetterUntilItHasGone() throws Exception {
        drop("harvst", "march.csv", "a,b\n");
        Files.createDirectories(root.resolve("inbox/harvest/april"));
        pass();
        assertThat(letters.kept()).extracting(letter -> letter.finding().code() + " " + letter.finding().where())
                .containsExactlyInAnyOrder("FMT-208 inbox/harvst", "FMT-209 inbox/harvest/april");

        Files.delete(root.resolve("inbox/harvst/march.csv"));
        Files.delete(root.resolve("inbox/harvest/april"));
        pass();
        assertThat(letters.kept()).isEmpty();
    }

    @Test
    void aFileBeyondTheLimitIsRefusedWithoutBeingRead() throws Exception {
        drop("harvest", "huge.csv", "x".repeat((1 << 20) + 1));

        pass();

        assertThat(store.opened()).isEmpty();
        assertThat(letters.kept()).singleElement().extracting(letter -> letter.finding().text()).isEqualTo(
                """
                inbox/harvest/huge.csv: FMT-213 the file is too large
                  saw   1048577 bytes
                  want  at most 1048576 bytes
                  do    export fewer months at a time; or raise the limit, HOURBOOK_INBOX_MEGABYTES""");
        assertThat(lying("harvest/refused")).containsExactly("2025-05-09.run-7.huge.csv", "2025-05-09.run-7.huge.csv.why.txt");
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsNotTakenForWhatItWas() throws Exception {
        dropSample("harvest", "harvest-time-report.csv");
        store.whenStoring(() -> drop("harvest", "harvest-time-report.csv", "Date,Hours,First Name\n"));

        pass();

        assertThat(store.taken()).isEmpty();
        assertThat(lying("harvest")).containsExactly("harvest-time-report.csv");
        store.whenStoring(() -> {});
        pass();
        assertThat(store.taken().size() + store.refused().size()).isEqualTo(1);
    }

    @Test
    void aPassWhoseTroubleCannotEvenBeStoredFails() throws Exception {
        dropSample("harvest", "harvest-time-report.csv");
        store.failOn("harvest-time-report.csv");
        letters.fail();

        assertThatThrownBy(() -> {
            var answer = camel.createFluentProducerTemplate().to("direct:take-inbox")
                    .withProcessor(exchange -> exchange.setProperty("run", RUN)).send();
            if (answer.getException() != null) {
                throw answer.getException();
            }
        }).hasStackTraceContaining("no database");
        assertThat(lying("harvest")).containsExactly("harvest-time-report.csv");
    }

    @Test
    void anEmptyInboxIsNoWork() throws Exception {
        pass();

        assertThat(store.taken()).isEmpty();
    }
}
