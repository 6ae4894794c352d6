package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hourbook.allocation.PassContext;
import io.hourbook.database.PassGuard;
import io.hourbook.database.TestDatabase;
import io.hourbook.database.Touched;
import io.hourbook.document.DocumentCounts;
import io.hourbook.entry.Marks;
import io.hourbook.entry.MovingClock;
import io.hourbook.entry.RunIntake;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Small books that are right; then one row is made wrong behind Hourbook's back, or by the pass itself. */
class ConservationTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final MappingBook BOOK = new MappingLoader(Map.<String, String>of()::get).load(Path.of("mappings"));
    private static final Instant NOON = Instant.parse("2025-05-09T12:00:00Z");
    private static final int OTHER_BUCKET = 5_000;

    private final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    private final DocumentCounts counts = mock();
    private final MovingClock clock = new MovingClock(NOON);
    private final Laws laws = new Laws(
            new Conservation(jdbc, Runnable::run), new Proof(jdbc, clock), new RunIntake(), counts, jdbc,
            new TransactionTemplate(new JdbcTransactionManager(SOURCE)));
    private PassGuard guard;
    private PassContext pass;

    /**
     * Entry 1 is an employee's and invoiced; 2 a contractor's and charged to nobody; of 3 and 4 a retainer pays a part, the rest of
     * 3 is invoiced and that of 4 is held; 5000 is like 1, in another bucket, week and group.
     */
    @BeforeEach
    void books() {
        for (String table : List.of(
                "run", "entry", "pay_allocation", "bill_allocation", "pay_part", "drawing", "document", "document_line", "document_group",
                "entry_sum", "rest_sum", "proof", "restored")) {
            jdbc.update("delete from " + table);
        }
        for (int id : List.of(1, 2, 3, 4, OTHER_BUCKET)) {
            jdbc.update(
                    """
                    insert into entry (id, source_id, identity, fingerprint, start_at, wall_start, zone, timed, work_date, seconds, invoiced,
                        approval, notes, tags, file_id, line, raw)
                    values (?, 1, unhex(md5(?)), unhex(md5(?)), '2025-03-04 09:00', '2025-03-04 09:00', 'UTC', true, '2025-03-04', 3600, false,
                        1, '', '', 1, ?, '')""",
                    id, id, id, id);
        }
        group(1, "SALES_INVOICE", "2025-03");
        group(2, "VENDOR_BILL", "2025-03");
        group(3, "PAYROLL_BATCH", "2025-03-03");
        group(4, "SALES_INVOICE", "2025-04");
        group(5, "PAYROLL_BATCH", "2025-04-07");
        employee(1, "W01", "2025-03-04", "2025-03-03");
        employee(3, "W01", "2025-03-05", "2025-03-03");
        employee(4, "W02", "2025-03-05", "2025-03-03");
        employee(OTHER_BUCKET, "W01", "2025-04-08", "2025-04-07");
        pay(2, "contractor", "W09", "2025-03-04", 2);
        bill(1, "allocated", null, null, 1);
        bill(2, "excluded", "not-rebilled", null, null);
        bill(3, "allocated", null, RETAINER, null);
        bill(4, "allocated", null, RETAINER, null);
        bill(OTHER_BUCKET, "allocated", null, null, 4);
        drawing(3, 1, false);
        drawing(4, null, true);
        document(1, 1, "sales-invoice", "125", 2);
        line(1, "entry 1", 1L, "100", null);
        line(1, "rest 3", 3L, "25", null);
        document(2, 2, "vendor-bill", "60", 1);
        line(2, "entry 2", 2L, "60", null);
        document(3, 3, "payroll-batch", "0", 2);
        line(3, "W01|2025-03-03|REG ", null, "0", 7_200L);
        line(3, "W02|2025-03-03|REG ", null, "0", 3_600L);
        document(4, 4, "sales-invoice", "100", 1);
        line(4, "entry 5000", 5_000L, "100", null);
        document(5, 5, "payroll-batch", "0", 1);
        line(5, "W01|2025-04-07|REG ", null, "0", 3_600L);
        jdbc.update("update pay_part set code = 'REG '");
    }

    private static final String RETAINER = BOOK.retainers().keySet().iterator().next();

    private void group(int id, String type, String period) {
        jdbc.update("insert into document_group (id, target, stem, type, period) values (?, 'books', ?, ?, ?)", id, "HB-" + id, type, period);
    }

    private void pay(int entry, String flow, String worker, String day, Integer group) {
        jdbc.update(
                """
                insert into pay_allocation (entry_id, state, flow, worker, raw_seconds, seconds, start_at, work_date, group_id, mapping_version_id)
                values (?, 'allocated', ?, ?, 3600, 3600, ?, ?, ?, 1)""",
                entry, flow, worker, day, day, group);
    }

    private void employee(int entry, String worker, String day, String week) {
        pay(entry, "payroll", worker, day, null);
        jdbc.update(
                "insert into pay_part (week_from, worker, entry_id, work_date, code, seconds, account, cost_rate, currency)"
                        + " values (?, ?, ?, ?, 'REG ', 3600, '5020', 40, 'USD')",
                week, worker, entry, day);
    }

    private void bill(int entry, String state, String reason, String retainer, Integer group) {
        jdbc.update(
                """
                insert into bill_allocation (entry_id, state, reason, retainer, group_id, raw_seconds, seconds, start_at, work_date,
                    mapping_version_id)
                values (?, ?, ?, ?, ?, 3600, 3600, '2025-03-04', '2025-03-04', 1)""",
                entry, state, reason, retainer, group);
    }

    private void drawing(int entry, Integer restGroup, boolean held) {
        jdbc.update(
                """
                insert into drawing (retainer, entry_id, period, service, account, currency, drawn_amount, drawn_seconds, drawn_raw_seconds,
                    rest_amount, rest_seconds, rest_raw_seconds, rest_held, rest_group_id)
                values (?, ?, '2025-03', 'DEV', '4020', 'USD', 75, 2700, 2700, 25, 900, 900, ?, ?)""",
                RETAINER, entry, held, restGroup);
    }

    private void document(int id, int group, String type, String total, int lines) {
        jdbc.update(
                """
                insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash,
                    created_run_id, changed_run_id)
                values (?, ?, 'books', ?, ?, 1, 'draft', '2025-03-31', ?, ?, 1, unhex(repeat('00', 16)), 0, 0)""",
                id, group, "HB-" + id + "-1", type, total, lines);
    }

    private void line(int document, String key, Long entry, String amount, Long seconds) {
        jdbc.update(
                """
                insert into document_line (document_id, from_revision, line_key, content_hash, entry_id, amount, seconds, mapping_version_id, wire)
                values (?, 1, ?, unhex(repeat('00', 16)), ?, ?, ?, 1, '{}')""",
                document, key, entry, amount, seconds);
    }

    private void begin() {
        end();
        jdbc.update("insert into run (trigger_word, state, started_at) values ('sync', 'running', now())");
        int run = jdbc.queryForObject("select max(id) from run", Integer.class);
        guard = PassGuard.enter(run, () -> {}, () -> false);
        pass = new PassContext(run, BOOK, 1, LocalDate.now(clock));
        laws.begin(pass);
    }

    @AfterEach
    void end() {
        if (guard != null) {
            guard.close();
            jdbc.update("update run set state = 'done', summary = '{}'");
        }
    }

    /** A pass that finds everything in order. */
    private void proved() {
        begin();
        assertThat(laws.atTheEnd(pass).broken()).isEmpty();
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).isEqualTo(pass.runId());
    }

    private void touch(String what) {
        Touched touched = guard.touched();
        for (String each : what.split(" ")) {
            String[] kindAndKey = each.split("=");
            if (kindAndKey[0].equals("entry")) {
                touched.entry(Long.parseLong(kindAndKey[1]));
            } else {
                touched.groups(kindAndKey[0], List.of(kindAndKey[1]));
            }
        }
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = ';', textBlock = """
            update pay_allocation set raw_seconds = 3500 where entry_id = 2      ; entry=2 ; entries are not wholly allocated
            update bill_allocation set raw_seconds = 3500 where entry_id = 2     ; entry=2 ; entries are not wholly allocated
            delete from bill_allocation where entry_id = 2                       ; entry=2 ; entries are not wholly allocated
            delete from entry where id = 2                                       ; entry=2 ; allocations have no entry
            update pay_part set seconds = 3500 where entry_id = 3                ; entry=3 ; entries do not have exactly their paid seconds
            update pay_part set seconds = 3500 where entry_id = 3                ; pay-week=W01|2025-03-03 ; payroll W01 2025-03-03 REG
            delete from pay_part where entry_id = 1                              ; entry=1 ; entries do not have exactly their paid seconds
            update pay_allocation set flow = 'contractor' where entry_id = 1     ; pay-week=W01|2025-03-03 ; entries do not have exactly their paid seconds
            update document_line set seconds = 1 where line_key like 'W01|2025-03%' ; pay-week=W01|2025-03-03 ; payroll W01 2025-03-03 REG
            delete from document_line where line_key = 'entry 1'                 ; entry=1 ; do not stand on exactly one live line
            delete from document_line where line_key = 'entry 1'                 ; document=1 ; do not stand on exactly one live line
            update document_line set until_revision = 2 where line_key = 'rest 3' ; retainer=%s ; do not stand on exactly one live line
            update document_line set document_id = 4 where line_key = 'entry 1'  ; entry=1 ; do not stand on exactly one live line
            update document_line set line_key = 'rest 1' where line_key = 'entry 1' ; entry=1 ; do not stand on exactly one live line
            insert into document_line (document_id, from_revision, line_key, content_hash, entry_id, amount, mapping_version_id, wire) \
            select document_id, 1, line_key, content_hash, entry_id, 0, 1, wire from document_line where line_key = 'entry 2' \
            ; document=2 ; do not stand on exactly one live line
            update bill_allocation set group_id = 4 where entry_id = 1           ; entry=1 ; do not stand on exactly one live line
            update drawing set drawn_amount = 99999999 where entry_id = 3        ; retainer=%s ; is below zero
            update drawing set rest_group_id = null where entry_id = 3           ; document=1 ; do not stand on exactly one live line
            """)
    void aWrongRowIsFoundWhereThePassHadItsHands(String wrong, String touched, String sentence) {
        proved();
        begin();
        jdbc.update(wrong);
        touch(touched.formatted(RETAINER));

        assertThat(laws.atTheEnd(pass).broken()).anySatisfy(law -> assertThat(law).contains(sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            update document set total = 126, changed_run_id = %s where id = 1     ; HB-1-1: total 126.0000 is not the sum of its 2 lines, 125.0000
            update document set line_count = 3, changed_run_id = %s where id = 1  ; HB-1-1: total 125.0000 is not the sum of its 3 lines
            """)
    void aDocumentThatThePassChangedIsTheSumOfItsLinesOrStaysHere(String wrong, String sentence) {
        proved();
        begin();
        jdbc.update(wrong.formatted(pass.runId()));
        when(counts.updated()).thenReturn(1);

        assertThatThrownBy(() -> laws.uphold(pass)).isInstanceOf(Problem.class).hasMessageContaining(sentence);
        assertThat(jdbc.queryForObject("select count(*) from proof", Integer.class)).as("the next pass looks at everything").isZero();
    }

    @Test
    void aDocumentThatWasFoundWrongIsNotSentByTheNextPassEither() {
        proved();
        begin();
        jdbc.update("update document set total = 126, changed_run_id = ? where id = 1", pass.runId());
        when(counts.updated()).thenReturn(1);
        assertThatThrownBy(() -> laws.uphold(pass)).isInstanceOf(Problem.class);

        begin();
        when(counts.updated()).thenReturn(0);

        assertThatThrownBy(() -> laws.uphold(pass)).isInstanceOf(Problem.class).hasMessageContaining("HB-1-1: total 126");
    }

    @Test
    void aDocumentOfAPassThatBrokeOffBeforeItLookedIsLookedAtBeforeItIsSent() {
        proved();
        begin();
        jdbc.update("update document set total = 126, changed_run_id = ? where id = 1", pass.runId());
        guard.close();
        guard = null;
        jdbc.update("update run set state = 'failed' where id = ?", pass.runId());

        begin();

        assertThatThrownBy(() -> laws.uphold(pass)).isInstanceOf(Problem.class).hasMessageContaining("HB-1-1: total 126");
    }

    @Test
    void nothingIsLookedAtBeforeSendingWhatIsProved() {
        proved();
        clock.set(NOON.plus(Duration.ofDays(1)));
        begin();
        jdbc.update("update document set total = 126 where id = 1");

        laws.uphold(pass);

        assertThat(laws.touchedSince()).isFalse();
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).isLessThan(pass.runId());
    }

    @Test
    void anEntryThatMovedAndStillStandsWhereItWasIsFound() {
        proved();
        begin();
        jdbc.update("update bill_allocation set group_id = 4 where entry_id = 1");
        jdbc.update("update document set total = 200, line_count = 2, changed_run_id = ? where id = 4", pass.runId());
        line(4, "entry 1", 1L, "100", null);
        touch("entry=1 document=4");

        assertThat(laws.atTheEnd(pass).broken()).anySatisfy(law -> assertThat(law).contains("do not stand on exactly one live line"));
    }

    @Test
    void anEntryThatCameInIsLookedAtWhetherOrNotAnybodyNotedIt() {
        proved();
        begin();
        jdbc.update(
                """
                insert into entry (id, source_id, identity, fingerprint, start_at, wall_start, zone, timed, work_date, seconds, invoiced,
                    approval, notes, tags, file_id, line, raw)
                values (5001, 1, unhex(md5('new')), unhex(md5('new')), now(), now(), 'UTC', true, now(), 3600, false, 1, '', '', 1, 1, '')""");

        assertThat(laws.touchedSince()).isTrue();
        assertThat(laws.atTheEnd(pass).broken()).anySatisfy(law -> assertThat(law).startsWith("1 entries are not wholly allocated"));
    }

    @Test
    void whatNobodyTouchedIsProvedAgainByTheFirstPassOfTheNextDay() {
        proved();
        jdbc.update("update bill_allocation set raw_seconds = 3500 where entry_id = ?", OTHER_BUCKET);
        begin();
        touch("entry=2");
        assertThat(laws.atTheEnd(pass).broken()).isEmpty();

        clock.set(NOON.plus(Duration.ofDays(1)));
        begin();
        touch("entry=2");
        assertThat(laws.atTheEnd(pass).broken()).anySatisfy(law -> assertThat(law).contains("not wholly allocated"));
    }

    @Test
    void aPassThatHasMoreGroupsInHandThanAreNotedIsLookedAtWhole() {
        proved();
        begin();
        guard.touched().groups(Marks.Kind.ROUNDING_DAY.word(), IntStream.rangeClosed(0, 100_000).mapToObj(i -> "W" + i + "|2025-03-04").toList());
        jdbc.update("update bill_allocation set raw_seconds = 3500 where entry_id = ?", OTHER_BUCKET);

        assertThat(laws.touchedSince()).isTrue();
        assertThat(laws.atTheEnd(pass).broken()).anySatisfy(law -> assertThat(law).contains("not wholly allocated"));
        assertThat(laws.touchedSince()).isFalse();
    }

    @Test
    void afterAPassThatBrokeOffOrARestoreEverythingIsLookedAt() {
        proved();
        begin();
        guard.close();
        jdbc.update("update run set state = 'failed', summary = null where id = ?", pass.runId());
        guard = null;
        begin();
        touch("entry=2");
        laws.atTheEnd(pass);
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).isEqualTo(pass.runId());

        clock.set(NOON.plusSeconds(60));
        jdbc.update("insert into restored (archived_at, restored_at) values (?, ?)", "2025-05-09 11:00:00", "2025-05-09 12:00:30");
        begin();
        touch("entry=2");
        laws.atTheEnd(pass);
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).isEqualTo(pass.runId());
    }

    @Test
    void theFiguresAreThoseOfTheWholeHoweverLittleWasLookedAt() {
        proved();
        Conservation.State whole = laws.atTheEnd(pass);
        assertThat(whole.held()).containsExactly(Map.entry("retainer-exhausted", 1L));
        assertThat(whole.excluded()).containsExactly(Map.entry("not-rebilled", 1L));
        assertThat(whole.seconds()).isEqualTo(new Summary.Seconds(
                18_000, new Summary.Side(18_000, 0, 0), new Summary.Side(18_000 - 3_600 - 900, 900, 3_600)));

        begin();
        jdbc.update("update pay_allocation set state = 'held', reason = 'unmapped-worker', group_id = null where entry_id = 2");
        jdbc.update("delete from document_line where entry_id = 2");
        jdbc.update("delete from document where id = 2");
        jdbc.update("update drawing set rest_held = false, rest_group_id = 1 where entry_id = 4");
        jdbc.update("insert into document_line (document_id, from_revision, line_key, content_hash, entry_id, amount, mapping_version_id, wire)"
                + " select 1, 1, 'rest 4', content_hash, 4, 25, 1, '{}' from document_line where line_key = 'entry 1'");
        jdbc.update("update document set total = 150, line_count = 3 where id = 1");
        touch("entry=2 retainer=" + RETAINER + " document=1");
        Conservation.State part = laws.atTheEnd(pass);

        assertThat(part.broken()).isEmpty();
        assertThat(part.held()).containsExactly(Map.entry("unmapped-worker", 1L));
        assertThat(part.seconds()).isEqualTo(new Summary.Seconds(
                18_000, new Summary.Side(14_400, 3_600, 0), new Summary.Side(14_400, 0, 3_600)));
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).as("no second look").isLessThan(pass.runId());
        assertThat(Audit.broken(SOURCE, BOOK)).isEmpty();
    }

    @Test
    void anEntryOfTheFirstDayOfAWeekIsLookedAtWithTheWholeOfThatWeek() {
        // Monday, the week's first day; the week's other work, on Wednesday, was not touched
        jdbc.update("update pay_allocation set work_date = '2025-03-03' where entry_id = 1");
        jdbc.update("update pay_part set work_date = '2025-03-03' where entry_id = 1");
        proved();

        begin();
        touch("entry=1");
        assertThat(laws.atTheEnd(pass).broken()).isEmpty();
        assertThat(jdbc.queryForObject("select whole_run_id from proof", Integer.class)).as("no second look").isLessThan(pass.runId());

        begin();
        jdbc.update("update pay_part set seconds = 3500 where entry_id = 3");
        touch("entry=1");
        assertThat(laws.atTheEnd(pass).broken()).as("a part of a week that was looked at")
                .anyMatch(law -> law.contains("entries do not have exactly their paid seconds"));
    }

    @Test
    void aRoundingDayBringsItsEntriesAndAPassThatTouchesNothingLeavesTheProof() {
        proved();
        jdbc.update("update bill_allocation set rounding_day = 'W09|2025-03-04' where entry_id = 2");
        begin();
        jdbc.update("update bill_allocation set state = 'held', reason = 'no-rate' where entry_id = 2");
        touch(Marks.Kind.ROUNDING_DAY.word() + "=W09|2025-03-04");
        assertThat(laws.atTheEnd(pass).held()).containsEntry("no-rate", 1L);

        begin();
        assertThat(laws.touchedSince()).isFalse();
        Summary last = new Summary(0, null, Map.of(), Map.of(), null, null, null, true, 0, List.of());
        laws.unchanged(pass, last);
        assertThat(jdbc.queryForObject("select run_id from proof", Integer.class)).isEqualTo(pass.runId());
    }
}
