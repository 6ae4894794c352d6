package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Months that are clean, that are not, and that cannot be written. */
class MonthEndTest {

    private static final YearMonth MARCH = YearMonth.of(2025, 3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final PlantedBooks planted = new PlantedBooks();
    private Home home;
    private MonthBench bench;

    @BeforeEach
    void start() throws Exception {
        home = new Home(folder);
        copyMappings();
        planted.jdbc.update("update run set summary = '{\"conserved\":true}'");
        bench = new MonthBench(home, planted.source, "2025-04-01T10:00:00Z");
    }

    @AfterEach
    void stop() throws Exception {
        bench.close();
    }

    private void copyMappings() throws IOException {
        try (var files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Path copy = home.mappings().resolve(Path.of("mappings").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private Path out(String name) {
        return home.out().resolve("month-end/2025-03").resolve(name);
    }

    private JsonNode summary() throws IOException {
        return JSON.readTree(out("month-end.json").toFile());
    }

    private List<String> open() throws IOException {
        return JSON.convertValue(summary().path("open_because"), JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private int journal(String period, String date, String drawn) {
        int group = planted.group("HB-RET-RET-EMBER-USD-" + period + date, "RETAINER_JOURNAL", "CUST-1005", "USD", period, "RET-EMBER");
        int journal = planted.document(group, "HB-RET-RET-EMBER-USD-" + period + "-" + date, "journal-entry", "final", date);
        planted.line(journal, "deposits", "2400", drawn, drawn, null, null, Map.of("description", "Drawn"));
        String credit = drawn.startsWith("-") ? drawn.substring(1) : "-" + drawn;
        planted.line(journal, "income", "4040", credit, credit, null, null, Map.of("description", "Drawn", "service", "SUPPORT"));
        planted.jdbc.update("update document set delivered_revision = 1 where id = ?", journal);
        return group;
    }

    private void drawn(int group, String period, String amount) {
        planted.jdbc.update(
                "insert into drawing values ('RET-EMBER', ?, ?, 'SUPPORT', '4040', 'USD', ?, 3600, 3600, 0, 0, 0, false, ?, null)",
                planted.entry("e-" + group, "row", LocalDate.parse(period + "-04"), 3_600), period, amount, group);
    }

    @Test
    void a_due_slot_is_a_pass_and_then_the_month_that_ended() {
        bench.camel.createFluentProducerTemplate().to("direct:month-end")
                .withExchangeProperty("slotDueAt", Instant.parse("2025-04-01T10:00:00Z")).send();

        assertThat(bench.slots.passes).isEqualTo(1);
        assertThat(out("summary.txt")).exists();
    }

    @Test
    void a_month_with_nothing_left_is_closed_cleanly() throws IOException {
        drawn(journal("2025-03", "2025-03-31", "100.00"), "2025-03", "100.00");

        bench.monthEnd.write(MARCH);

        assertThat(summary().path("closed").asBoolean()).isTrue();
        assertThat(open()).isEmpty();
        assertThat(Files.readString(out("summary.txt"))).startsWith("2025-03 is closed cleanly.\n");
        assertThat(Files.readString(out("holds.csv")).lines()).hasSize(1);
    }

    @Test
    void what_is_left_is_said() throws IOException {
        int group = planted.group("HB-INV-CUST-1001-USD-2025-03", "SALES_INVOICE", "CUST-1001", "USD", "2025-03", "ACME");
        int refused = planted.document(group, "HB-INV-CUST-1001-USD-2025-03-1", "sales-invoice", "draft", "2025-03-31");
        planted.line(refused, "4020", "1162.50", "1162.50", "Homepage");
        planted.jdbc.update(
                """
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, attempts, next_attempt_at, answer, created_at)
                values ('k', ?, 'sandbox', 1, 'failed', '2025-03-31', 1, now(), '=the customer is blocked', now())""",
                refused);
        long entry = planted.entry("e-1", "row", LocalDate.of(2025, 3, 31), 5_400);
        planted.jdbc.update(
                "insert into pay_allocation (entry_id, state, reason, raw_seconds, start_at, work_date, mapping_version_id)"
                        + " values (?, 'held', 'unapproved', 5400, '2025-03-31', '2025-03-31', 1)",
                entry);
        planted.jdbc.update(
                """
                insert into dead_letter (subject, fingerprint, state, code, where_at, what, fix, kind, first_seen_at, last_seen_at)
                values (unhex('01'), unhex('01'), 'open', 'FMT-304', 'x', 'x', 'x', 'row', now(), now())""");
        planted.jdbc.update("update run set summary = '{\"conserved\":false}'");
        planted.jdbc.update("insert into work values (?)", entry);

        bench.monthEnd.write(MARCH);

        assertThat(open()).containsExactly(
                "1 entry is on hold, see holds.csv",
                "1 dead letter is open, see the console",
                "1 document is not at the target as it should be, see documents.csv",
                "run 1 found that not everything is accounted for: do not rely on these figures",
                "the last run left work undone, see its failure in the console");
        assertThat(summary().path("holds").path(0)).hasToString("{\"reason\":\"unapproved\",\"entries\":1,\"hours\":\"1.5000\"}");
        assertThat(Files.readString(out("documents.csv"))).contains("1162.50", ",no,refused: '=the customer is blocked");
        assertThat(Files.readString(out("holds.csv"))).contains("Ana Ruiz", "unapproved");
    }

    @Test
    void a_journal_that_was_corrected_on_a_later_day_leaves_the_month_as_it_was_and_agrees() throws Exception {
        int group = journal("2025-03", "2025-03-31", "100.00");
        journal("2025-03", "2025-05-02", "-40.00");
        drawn(group, "2025-03", "60.00");

        bench.monthEnd.write(MARCH);

        JsonNode ember = summary().path("retainers").path(0);
        assertThat(ember.path("drawn").asText()).isEqualTo("60.00");
        assertThat(ember.path("closing").asText()).isEqualTo("15940.00");
        assertThat(ember.path("corrected_later").asText()).isEqualTo("-40.00");
        assertThat(ember.path("booked").asText()).isEqualTo("15900.00");
        assertThat(summary().path("closed").asBoolean()).isTrue();
        LedgerTool.Answer checked = LedgerTool.installed("hledger").run("-f", out("ledger.journal").toString(), "check", "--strict");
        assertThat(checked.code()).as(checked.text()).isZero();
    }

    @Test
    void a_retainer_whose_account_says_something_else_keeps_the_month_open() throws IOException {
        drawn(journal("2025-03", "2025-03-31", "100.00"), "2025-03", "100.01");

        bench.monthEnd.write(MARCH);

        assertThat(open()).containsExactly("customer deposits has 15900.00 USD for retainer RET-EMBER, and 15899.99 should be left of it");
    }

    @Test
    void what_cannot_be_written_is_said_and_the_month_stays_as_it_was() throws IOException {
        bench.monthEnd.write(MARCH);
        String before = Files.readString(out("summary.txt"));
        Files.createDirectories(home.out().resolve("month-end/.2025-03.former"));
        planted.jdbc.update("drop table drawing");

        assertThatThrownBy(() -> bench.monthEnd.write(MARCH)).isInstanceOf(Problem.class);

        assertThat(out("summary.txt")).hasContent(before);
        try (var files = Files.list(home.out())) {
            files.toList().forEach(MonthEndTest::delete);
        }
        Files.createFile(home.out().resolve("month-end"));
        assertThatThrownBy(() -> bench.monthEnd.write(MARCH)).isInstanceOf(Problem.class)
                .hasMessageStartingWith("out/month-end/2025-03: RUN-311 the month could not be written: ")
                .hasMessageNotContaining("Exception");
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_month_that_was_left_between_two_moves_is_put_back() throws IOException {
        bench.monthEnd.write(MARCH);
        Path root = home.out().resolve("month-end");
        Files.move(root.resolve("2025-03"), root.resolve(".2025-03.former"));

        new MonthFolder(root, MARCH).begin();

        assertThat(out("month-end.json")).exists();
        assertThat(root.resolve(".2025-03.former")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-04-01T01:00:00Z, 2025-02",
        "2025-04-01T10:00:00Z, 2025-03",
        "2025-04-30T23:00:00Z, 2025-03",
        "2025-01-01T12:00:00Z, 2024-12"
    })
    void the_month_that_ended_is_told_by_the_companys_clock(String dueAt, String month) {
        assertThat(bench.monthEnd.ended(Instant.parse(dueAt))).as("in Los Angeles").isEqualTo(YearMonth.parse(month));
    }
}
