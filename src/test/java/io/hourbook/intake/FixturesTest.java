package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.mapping.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports that other people's projects keep as samples, read from a folder beside the product: {@code HOURBOOK_FIXTURES}. */
@EnabledIfEnvironmentVariable(named = "HOURBOOK_FIXTURES", matches = ".+",
        disabledReason = "HOURBOOK_FIXTURES names no folder with other projects' sample exports")
class FixturesTest {

    private static final Source CLOCKIFY = Reading.source("clockify", "clockify", "Europe/Vienna", Source.DateOrder.MDY);
    private static final Source TOGGL = Reading.source("toggl", "toggl", "Europe/Vienna", null);
    private static final Source HARVEST = Reading.source("harvest", "harvest", "Europe/Vienna", null);
    private static final Source KIMAI = Reading.source("kimai", "kimai", "Europe/Vienna", null);

    private static Path fixture(String name) {
        Path path = Path.of(System.getenv("HOURBOOK_FIXTURES")).resolve(name);
        assertThat(path).isRegularFile();
        return path;
    }

    private static List<ReceivedEntry> read(String name, Source source) {
        return Reading.file(fixture(name), source).stream().map(ReceivedEntry.class::cast).toList();
    }

    @Test
    void clockifysShortReportIsRead() {
        List<ReceivedEntry> entries = read("clockify/clockify_time_entries_import_test_1.csv", CLOCKIFY);

        assertThat(entries).extracting(ReceivedEntry::seconds).containsExactly(0L, 3_601L);
        assertThat(entries).extracting(ReceivedEntry::startAt)
                .containsExactly(Instant.parse("2024-03-04T09:23:52Z"), Instant.parse("2024-03-04T09:23:00Z"));
        assertThat(entries.get(0).tags()).isEqualTo("Development, Backend");
        assertThat(entries.get(1).names()).isEqualTo(
                new Names("Peter Tester", "peter.test@email.test", "Big Company", "Project for Big Company", "Task 1"));
        assertThat(entries).allSatisfy(entry -> assertThat(entry.suspicions()).isEmpty());
    }

    @Test
    void clockifysLongReportWithItsOptionalColumnsIsRead() {
        ReceivedEntry entry = read("clockify/clockify_time_entries_import_test_2.csv", CLOCKIFY).get(0);

        assertThat(entry.workDate()).isEqualTo(LocalDate.of(2024, 10, 15));
        assertThat(entry.seconds()).isEqualTo(1_800);
        assertThat(entry.billable()).isTrue();
        assertThat(entry.invoiced()).isTrue();
        assertThat(entry.notes()).startsWith("\\\\ 🔥 Special characters").endsWith("\\\\\\");
    }

    @Test
    void togglsReportIsRead() {
        List<ReceivedEntry> entries = read("toggl/toggl_time_entries_import_test_1.csv", TOGGL);

        assertThat(entries).extracting(ReceivedEntry::seconds).containsExactly(0L, 3_601L);
        assertThat(entries).extracting(ReceivedEntry::billable).containsExactly(false, true);
        assertThat(entries.get(0).names().worker()).isEqualTo("Peter Tester");
    }

    @Test
    void harvestsReportWithCommasInItsDecimalsIsRead() {
        List<ReceivedEntry> entries = read("harvest/harvest_time_entries_import_test_1.csv", HARVEST);

        assertThat(entries).extracting(ReceivedEntry::seconds).containsExactly(72_000L, 36L);
        assertThat(entries).extracting(ReceivedEntry::approval).containsOnly(Approval.UNAPPROVED);
        assertThat(entries).extracting(ReceivedEntry::timed).containsOnly(false);
    }

    @Test
    void kimaisExportIsRead() {
        List<ReceivedEntry> entries = read("kimai/default_export_en.csv", KIMAI);

        assertThat(entries).extracting(ReceivedEntry::seconds).containsExactly(360L, 360L);
        assertThat(entries).extracting(entry -> entry.names().worker()).containsExactly("Kevin", "niveK");
        assertThat(entries.get(0).names().client()).isEqualTo("Customer Name");
        assertThat(entries.get(0).tags()).isEqualTo("foo, bar");
    }

    @ParameterizedTest
    @CsvSource({"clockify/clockify_time_entries_import_test_1.csv, clockify", "clockify/clockify_time_entries_import_test_2.csv, clockify",
        "toggl/toggl_time_entries_import_test_1.csv, toggl", "harvest/harvest_time_entries_import_test_1.csv, harvest",
        "kimai/default_export_en.csv, kimai"})
    void everyHeaderIsReadOrKnownToBeLeftAlone(String name, String format) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(fixture(name))) {
            Stream<String> headers = Stream.of(lines.readLine().replace("\uFEFF", "").replace("\"", "").split(","));
            assertThat(headers).allSatisfy(header -> assertThat(Reading.FORMATS.get(format).knows(header)).as(header).isTrue());
        }
    }
}
