package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import de.siegmar.fastcsv.reader.CsvReader;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.report.HoldList;
import io.hourbook.report.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The report routes as they are shipped, over a real database, called as a pass calls them. */
class PassFilesTest {

    private static final String HEADER = "source,key,worker,client,project,service,work date,hours,side,reason,detail,what to do";

    @TempDir
    private Path folder;

    private final HikariDataSource source = new HikariDataSource();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private JdbcTemplate jdbc;
    private Home home;
    private PassFiles files;
    private int entries;

    @BeforeEach
    void start() throws Exception {
        source.setDataSource(TestDatabase.fresh());
        source.setMaximumPoolSize(1);
        source.setConnectionTimeout(2_000);
        jdbc = new JdbcTemplate(source);
        home = new Home(Files.createDirectories(folder.resolve("Bücher & Söhne + Co, 100% #1")));
        said.start();
        ((Logger) LoggerFactory.getLogger(PassFiles.class)).addAppender(said);
        jdbc.update("insert into source (id, name) values (1, 'clockify-los-angeles')");
        Properties settings = new Properties();
        settings.setProperty("hourbook.home", home.root().toString());
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.getRegistry().bind("dataSource", DataSource.class, source);
        camel.getRegistry().bind("holdList", new HoldList());
        camel.getRegistry().bind("runFile", new RunFile());
        camel.start();
        files = new PassFiles(home, camel.createProducerTemplate());
    }

    @AfterEach
    void stop() throws IOException {
        ((Logger) LoggerFactory.getLogger(PassFiles.class)).detachAppender(said);
        camel.close();
        source.close();
    }

    private void routes() throws Exception {
        for (String route : List.of("list-holds", "keep-run")) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(
                    camel, "file:" + Path.of("routes/report", route + ".camel.yaml").toAbsolutePath()));
        }
    }

    private static Summary summary(int run, int delivered) {
        Summary.Side side = new Summary.Side(3_600, 0, 0);
        return new Summary(
                run, new Summary.Rows(1, 1, 0, 0, 0, 0), Map.of("unapproved", 1L), Map.of(),
                new Summary.Documents(0, 0, delivered, 0, 0), new Summary.Seconds(3_600, side, side), null, true, 12, List.of());
    }

    private long entry(String key, String worker, String client, String project, String service, String date) {
        entries++;
        jdbc.update(
                """
                insert into entry (id, source_id, identity, fingerprint, source_key, worker_name, client_name, project_name, service_name,
                    start_at, wall_start, zone, timed, work_date, seconds, invoiced, approval, notes, tags, file_id, line, raw)
                values (?, 1, unhex(lpad(hex(?), 32, '0')), unhex('00'), ?, ?, ?, ?, ?, ?, ?, 'UTC', true, ?, 5400, false, 0, '', '', 1, ?, '')""",
                entries, entries, key, worker, client, project, service, LocalDate.parse(date).atTime(9, 0),
                LocalDate.parse(date).atTime(9, 0), LocalDate.parse(date), entries);
        return entries;
    }

    private void side(String table, long entry, String state, String reason, String detail) {
        jdbc.update(
                "insert into " + table + " (entry_id, state, reason, detail, raw_seconds, start_at, work_date, mapping_version_id)"
                        + " values (?, ?, ?, ?, 5400, '2025-04-15 09:00:00', '2025-04-15', 1)",
                entry, state, reason, detail);
    }

    private String text() throws IOException {
        return Files.readString(home.out().resolve("holds.csv"));
    }

    private List<List<String>> rows() throws IOException {
        try (CsvReader<de.siegmar.fastcsv.reader.CsvRecord> csv = CsvReader.builder().ofCsvRecord(text().substring(1));
                Stream<de.siegmar.fastcsv.reader.CsvRecord> rows = csv.stream()) {
            return rows.skip(1).map(de.siegmar.fastcsv.reader.CsvRecord::getFields).toList();
        }
    }

    private List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void an_entry_is_listed_once_under_its_first_reason_with_both_sides_that_wait() throws Exception {
        routes();
        long both = entry("e-1", "Ana Ruiz", "Café Müller", "Web", "Development", "2025-04-16");
        side("pay_allocation", both, "held", "unapproved", "not approved");
        side("bill_allocation", both, "held", "no-rate", "no rate on 2025-04-16");
        long dry = entry(null, "Ben Cole", null, "App", null, "2025-04-15");
        side("pay_allocation", dry, "allocated", null, null);
        side("bill_allocation", dry, "allocated", null, null);
        jdbc.update(
                """
                insert into drawing (retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds, drawn_raw_seconds,
                    rest_amount, rest_seconds, rest_raw_seconds, rest_held) values ('R-1', ?, '2025-04', 'DES', '4010', 'USD', 0, 0, 0, 0, 0, 0, true)""",
                dry);
        side("bill_allocation", entry("e-3", "Cy", null, null, null, "2025-04-15"), "excluded", "non-billable", null);

        files.write(summary(42, 0), true);

        assertThat(text()).startsWith("\uFEFF" + HEADER + "\r\n");
        assertThat(rows()).containsExactly(
                List.of("clockify-los-angeles", "e-1", "Ana Ruiz", "Café Müller", "Web", "Development", "2025-04-16", "1.5000",
                        "pay and billing", "unapproved", "not approved", "Approve the time in the tracker and drop a fresh export."),
                List.of("clockify-los-angeles", "000000000000", "Ben Cole", "", "App", "", "2025-04-15", "1.5000", "billing",
                        "retainer-exhausted", "the retainer R-1 is used up",
                        "Raise prepaid in mappings/retainers.csv, or set its overage to invoice."));
    }

    @Test
    void what_a_tracker_calls_a_name_is_no_formula_and_breaks_no_row() throws Exception {
        routes();
        long hostile = entry("-1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "\tA\r\n\"B\", C", "@SUM(A1)", "2025-04-15");
        side("pay_allocation", hostile, "held", "unapproved", "=1+1");

        files.write(summary(42, 0), true);

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row).startsWith(
                "clockify-los-angeles", "'-1", "'=HYPERLINK(\"http://x\",\"y\")", "'+1", "'\tA\r\n\"B\", C", "'@SUM(A1)", "2025-04-15")
                .contains("'=1+1"));
    }

    @Test
    void where_nothing_waits_there_is_the_header_alone() throws Exception {
        routes();

        files.write(summary(42, 0), true);

        assertThat(text()).isEqualTo("\uFEFF" + HEADER + "\r\n");
        assertThat(home.out()).isDirectoryContaining("glob:**/holds.csv").isDirectoryContaining("glob:**/runs");
        assertThat(said()).isEmpty();
    }

    @Test
    void a_run_is_kept_as_sync_prints_it() throws Exception {
        routes();

        files.write(summary(42, 0), true);

        assertThat(home.out().resolve("runs/00042.json")).hasContent(new ObjectMapper().writeValueAsString(summary(42, 0)));
        assertThat(home.out().resolve("runs")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_pass_that_changed_nothing_writes_nothing_but_what_is_not_there() throws Exception {
        routes();
        files.write(summary(1, 0), false);
        assertThat(home.out().resolve("runs/00001.json")).exists();
        assertThat(text()).contains(HEADER);
        side("pay_allocation", entry("e-1", "Ana", null, null, null, "2025-04-15"), "held", "unapproved", null);

        files.write(summary(2, 0), false);
        files.write(summary(3, 1), false);

        assertThat(rows()).as("the list is left alone").isEmpty();
        assertThat(home.out().resolve("runs/00002.json")).doesNotExist();
        assertThat(home.out().resolve("runs/00003.json")).as("something was delivered").exists();
    }

    @Test
    void what_cannot_be_written_is_said_and_made_up_for() throws Exception {
        routes();
        Files.createFile(home.out());
        side("pay_allocation", entry("e-1", "Ana", null, null, null, "2025-04-15"), "held", "unapproved", null);

        files.write(summary(1, 0), true);

        assertThat(said()).satisfiesExactly(
                list -> assertThat(list).startsWith("out/holds.csv: RUN-301 could not be written: ").contains("\n  do ")
                        .doesNotContain("Exception", folder.toString()),
                run -> assertThat(run).startsWith("out/runs/: RUN-301 could not be written: "));
        Files.delete(home.out());
        Files.createDirectories(home.out().resolve("runs"));
        Files.writeString(home.out().resolve("holds.csv"), "from the day before");
        files.write(summary(2, 0), false);
        assertThat(rows()).hasSize(1);
        assertThat(home.data().resolve("holds-not-listed")).doesNotExist();
    }

    @Test
    void a_route_that_does_not_run_is_said_once() {
        files.write(summary(1, 0), true);
        files.write(summary(2, 0), true);

        assertThat(said()).satisfiesExactly(
                list -> assertThat(list).contains("out/holds.csv: RUN-301", "list-holds does not run"),
                run -> assertThat(run).contains("out/runs/: RUN-301", "keep-run does not run"));
    }

    @Test
    void the_connection_is_given_back_whether_or_not_it_went_well() throws Exception {
        routes();
        for (int i = 1; i <= 1_200; i++) {
            side("pay_allocation", entry("e-" + i, "Ana", null, null, null, "2025-04-15"), "held", "unapproved", null);
        }
        files.write(summary(1, 0), true);
        assertThat(rows()).hasSize(1_200);
        Files.delete(home.out().resolve("holds.csv"));
        Files.createDirectories(home.out().resolve("holds.csv/in-the-way"));

        files.write(summary(2, 0), true);

        assertThat(said()).singleElement().asString().startsWith("out/holds.csv: RUN-301 could not be written: ");
        assertThat(jdbc.queryForObject("select count(*) from entry", Integer.class)).isEqualTo(1_200);
    }
}
