package io.hourbook.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.database.TestDatabase;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterReplay.Replayed;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeadLetterStoreTest {

    private static final Instant NOW = Instant.parse("2025-05-02T10:15:30.125Z");
    private static DataSource database;

    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final DeadLetterStore store = new DeadLetterStore(jdbc, transactions, clock);
    private final DeadLetterDesk desk = new DeadLetterDesk(jdbc, transactions, clock);
    private final DeadLetterReplay replay = new DeadLetterReplay(desk, jdbc, transactions, clock);

    @BeforeAll
    static void create() {
        database = TestDatabase.fresh();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("dead_letter", "dead_letter_decision", "work", "entry", "delivery", "document", "document_group")) {
            jdbc.update("delete from " + table);
        }
    }

    @Test
    void aLetterIsKeptWhole() {
        store.keep(7, List.of(entry("toggl:1", 1L, "Archery")));

        Letter letter = only();
        assertThat(letter.line().state()).isEqualTo(State.OPEN);
        assertThat(letter.line().code()).isEqualTo("MAP-101");
        assertThat(letter.line().where()).isEqualTo("mappings/services.csv:6");
        assertThat(letter.line().firstSeen()).isEqualTo(NOW);
        assertThat(letter.at()).isEqualTo("routes/process/find.camel.yaml:14 find-rate");
        assertThat(letter.received()).isEqualTo("received");
        assertThat(letter.body()).isEqualTo("body");
        assertThat(letter.entryId()).isEqualTo(1L);
        assertThat(letter.firstRunId()).isEqualTo(7);
        assertThat(letter.mappingVersion()).isEqualTo("3f9a1c");
    }

    @Test
    void theSameFailureAgainIsOneMoreAttempt() {
        store.keep(1, List.of(entry("toggl:1", 1L, "Archery")));
        store.keep(2, List.of(entry("toggl:1", 1L, "Archery"), entry("toggl:1", 1L, "Archery")));

        assertThat(only().line().attempts()).isEqualTo(3);
        assertThat(only().firstRunId()).isEqualTo(1);
    }

    @Test
    void whatWasResolvedOpensAgainWhenItFailsAgainAndWhatWasDiscardedDoesNot() {
        store.keep(1, List.of(entry("toggl:1", 1L, "Archery"), entry("toggl:2", 2L, "Archery")));
        store.resolveEntries(List.of(1L));
        desk.discard(id("2"), "ann", "a test row");
        assertThat(desk.counts()).containsEntry(State.RESOLVED, 1L).containsEntry(State.DISCARDED, 1L).containsEntry(State.OPEN, 0L);

        store.keep(2, List.of(entry("toggl:1", 1L, "Archery"), entry("toggl:2", 2L, "Archery")));

        assertThat(desk.counts()).containsEntry(State.RESOLVED, 0L).containsEntry(State.DISCARDED, 1L).containsEntry(State.OPEN, 1L);
        assertThat(desk.letter(id("2")).orElseThrow().changeNote()).isEqualTo("a test row");
    }

    @Test
    void aLetterAboutAFileIsResolvedOnceNothingIsInItsWay() {
        store.keep(1, List.of(file("inbox/a.csv", "FMT-211"), file("inbox/b.csv", "FMT-211"), file("inbox/c.csv", "FMT-204"),
                entry("toggl:1", 1L, "Archery")));

        store.resolveFiles(List.of("FMT-210", "FMT-211"), List.of("inbox/b.csv"));
        assertThat(desk.lines(State.OPEN, null, 10, 0)).extracting(DeadLetterDesk.Line::where)
                .containsExactlyInAnyOrder("inbox/b.csv", "inbox/c.csv", "mappings/services.csv:6");
        store.resolveFiles(List.of("FMT-210", "FMT-211"), List.of());
        assertThat(desk.counts()).containsEntry(State.RESOLVED, 2L).containsEntry(State.OPEN, 2L);
    }

    private static DeadLetter file(String where, String code) {
        return new DeadLetter(
                DeadLetter.Kind.FILE, new Finding(code, where, "what", null, null, "fix"), where, null, "harvest", null, null, null, null, null, null);
    }

    @Test
    void twelveLettersOfOneCauseAreOneProblem() {
        List<DeadLetter> letters = LongStream.rangeClosed(1, 12).mapToObj(i -> entry("toggl:" + i, i, "Archery")).toList();
        store.keep(1, letters);
        store.keep(1, List.of(entry("toggl:13", 13L, "Fishing")));

        assertThat(desk.causes(State.OPEN)).extracting(DeadLetterDesk.Cause::letters).containsExactly(12L, 1L);
        DeadLetterDesk.Cause cause = desk.causes(State.OPEN).get(0);
        assertThat(cause.saw()).isEqualTo("service \"Archery\"");
        assertThat(desk.lines(State.OPEN, cause.fingerprint(), 5, 10)).hasSize(2);
        assertThat(desk.lines(State.OPEN, null, 100, 0)).hasSize(13);
    }

    @Test
    void rowsOfOneSourceThatAreWrongInOneWayAreOneProblemWithItsValuesAsExamples() {
        List<DeadLetter> rows = LongStream.rangeClosed(1, 49).mapToObj(i -> row("toggl", "1" + i + "/13/2025", i)).toList();
        store.keep(1, rows);
        store.keep(1, List.of(row("harvest", "13/13/2025", 99)));

        assertThat(desk.causes(State.OPEN)).extracting(DeadLetterDesk.Cause::letters).containsExactly(49L, 1L);
        DeadLetterDesk.Cause cause = desk.causes(State.OPEN).get(0);
        assertThat(cause.source()).isEqualTo("toggl");
        assertThat(cause.examples()).hasSize(5).allMatch(value -> value.contains("/13/2025"));
    }

    @Test
    void documentsThatAreRefusedForOneThingAreOneProblemWhateverNumbersStandInIt() {
        store.keep(1, List.of(refused(1, "422 no customer CUST-1001"), refused(2, "422 no customer CUST-1002"), refused(3, "422 the period is closed"),
                refused(4, "422 HB-INV-4 has no tax code"), refused(5, "422 HB-INV-5 has no tax code"), refused(6, "422 HB-INV-6 has no tax code")));

        assertThat(desk.causes(State.OPEN)).extracting(DeadLetterDesk.Cause::letters).containsExactly(3L, 2L, 1L);
        assertThat(desk.causes(State.OPEN)).extracting(DeadLetterDesk.Cause::holdsBack).containsExactly("3 documents", "2 documents", "1 document");
    }

    @Test
    void lettersFromBeforeAreGroupedByTheUpgradeAsNewOnesAre() throws Exception {
        store.keep(1, List.of(
                row("toggl", "13/13/2025", 1), row("toggl", "14/13/2025", 2), entry("toggl:1", 1L, "Archery 7"), refused(1, "422 Ümlaut 12 – 株式会社"),
                new DeadLetter(DeadLetter.Kind.FILE, new Finding("FMT-101", "x", "w", null, null, "f"), "f", null, null, null, null, null, null, null, null)));
        List<String> now = jdbc.queryForList("select hex(fingerprint) from dead_letter order by id", String.class);
        jdbc.update("update dead_letter set fingerprint = 'before'");

        String upgrade = Files.readString(Path.of("src/main/resources/db/migration/V016__dead_letter_cause.sql"));
        jdbc.update("update dead_letter set saw = 'Archery 7' where saw like 'service %'");
        int from = upgrade.indexOf("update dead_letter");
        jdbc.execute(upgrade.substring(from, upgrade.indexOf(";", from)));

        assertThat(jdbc.queryForList("select hex(fingerprint) from dead_letter order by id", String.class)).isEqualTo(now);
    }

    private static DeadLetter row(String source, String date, long line) {
        return new DeadLetter(DeadLetter.Kind.ROW, new Finding("FMT-304", "may.csv:" + line, "no date", date, "a date", "correct the export"),
                source + ":" + line, date, source, null, null, "a,b", null, null, null);
    }

    private static DeadLetter refused(int document, String answer) {
        return new DeadLetter(DeadLetter.Kind.DOCUMENT, new Finding("DEL-101", "HB-INV-" + document, "refused", answer, null, "put it right"),
                "document " + document, answer, null, null, document, null, "{}", null, null);
    }

    @Test
    void aLetterKeptWithItsWorkFallsWithIt() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            store.keep(1, List.of(entry("toggl:1", 1L, "Archery")));
            status.setRollbackOnly();
        });

        assertThat(desk.counts()).containsEntry(State.OPEN, 0L);
    }

    @Test
    void aLetterKeptApartStaysWhenTheWorkAroundItIsUndone() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.update("insert into work (entry_id) values (2)");
            store.keepApart(1, entry("toggl:2", 2L, "Archery"));
            status.setRollbackOnly();
        });

        assertThat(only().entryId()).isEqualTo(2L);
        assertThat(jdbc.queryForList("select entry_id from work")).isEmpty();
    }

    @Test
    void manyAtOnceAreAllKept() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int thread = 0; thread < 8; thread++) {
            threads.submit(() -> LongStream.range(0, 40).forEach(i -> store.keepApart(1, entry("toggl:" + i, i, "Archery"))));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(jdbc.queryForList("select attempts from dead_letter", Integer.class)).hasSize(40).containsOnly(8);
    }

    @Test
    void aDeliveredDocumentResolvesItsLetters() {
        store.keep(1, List.of(document(5)));
        store.resolveDocument(5);

        assertThat(desk.counts()).containsEntry(State.RESOLVED, 1L);
    }

    @Test
    void aHugeBodyIsCutAndSaysSo() {
        DeadLetter letter = entry("toggl:1", 1L, "Archery");
        String huge = "x".repeat(LetterText.MOST + 5);
        store.keep(1, List.of(with(letter, huge), with(entry("toggl:2", 2L, "a"), huge), with(entry("toggl:3", 3L, "a"), huge)));

        String kept = desk.letter(id("1")).orElseThrow().body();
        assertThat(kept).endsWith("… cut here: the first 1048576 of 1048581 characters are kept");
    }

    @Test
    void noSecretIsStored() {
        store.keep(1, List.of(with(entry("toggl:1", 1L, "Archery"),
                "{\"api_key\": \"s3cr3t-value\", \"note\": \"Authorization: Bearer abcdef123456\", \"url\": \"https://u:pw12345@h/x?token=s3cr3t-value&y=1\"}")));

        assertThat(only().body()).doesNotContain("s3cr3t-value", "abcdef123456", "pw12345").contains("\"note\"", "y=1");
    }

    @Test
    void whatWasSaidToATargetAndWhatItAnsweredIsKeptWithoutItsSecrets() {
        SecretValues.remember("hunter2/hunter2");
        byte[] sent = "{\"reference\":\"HB-INV-1\",\"note\":\"hunter2/hunter2\"}".getBytes(StandardCharsets.UTF_8);
        byte[] answered = "{\"errors\":[{\"message\":\"no customer, key hunter2%2Fhunter2\"}]}".getBytes(StandardCharsets.UTF_8);
        store.keep(1, List.of(document(5, new Exchanged(
                Exchanged.Request.of("POST", "https://books.example.com/documents?token=abcdef",
                        Map.of("Authorization", "Bearer hunter2/hunter2", "Idempotency-Key", "key-1", "CamelHttpUri", "x"), sent),
                Exchanged.Response.of(422, Map.of("Content-Type", "application/json", "Set-Cookie", "id=1"), answered)))));

        Letter letter = only();
        assertThat(letter.request().text()).isEqualTo("""
                POST https://books.example.com/documents?token=•••
                Authorization: •••
                Idempotency-Key: key-1

                {"reference":"HB-INV-1","note":"•••"}""");
        assertThat(letter.response().text()).isEqualTo("""
                422
                Content-Type: application/json
                Set-Cookie: •••

                {"errors":[{"message":"no customer, key •••"}]}""");
        assertThat(jdbc.queryForList("select concat_ws(' ', request, response) from dead_letter", String.class).toString()).doesNotContain("hunter2");
    }

    @Test
    void aHugeCallIsCutOnceAndSaysSo() {
        byte[] huge = ("y".repeat(Exchanged.MOST_BODY) + "zz").getBytes(StandardCharsets.UTF_8);
        store.keep(1, List.of(document(5, new Exchanged(Exchanged.Request.of("POST", "http://h/d", Map.of(), huge), null))));

        assertThat(only().request().body()).hasSizeLessThan(Exchanged.MOST_BODY + 100).endsWith("y\n… cut here: the first 262144 of 262146 characters are kept");
        assertThat(only().response()).isNull();
    }

    @Test
    void everyDecisionIsKeptAlsoWhereTheLetterOpensAgain() {
        plant(5, "failed");
        store.keep(1, List.of(document(5)));
        long letter = only().line().id();
        replay.replay(letter, "ann", "customer is there");
        store.keep(2, List.of(document(5)));
        desk.discard(letter, "ben", "billed by hand");

        assertThat(only().decisions()).containsExactly(
                new DeadLetterDesk.Decision(State.REPLAYED, "ann", "customer is there", NOW),
                new DeadLetterDesk.Decision(State.DISCARDED, "ben", "billed by hand", NOW));
    }

    @Test
    void everythingIsReplayedAtOnceAndWhatCannotBeIsTold() {
        for (int document = 5; document <= 7; document++) {
            plant(document, "failed");
        }
        store.keep(1, List.of(refused(5, "422 no customer"), refused(6, "422 no customer"), refused(7, "422 closed period"), row("toggl", "13/13/2025", 3)));

        jdbc.update("insert ignore into document_group (id, target, stem, type, currency, period) values (1, 'http', 's', 'sales-invoice', 'USD', '2025-03')");
        assertThat(desk.causes(State.OPEN)).extracting(DeadLetterDesk.Cause::holdsBack).containsExactlyInAnyOrder("2 documents, 20 USD", "1 document, 10 USD", "1 row");

        DeadLetterReplay.ReplayedAll all = replay.replayAll("ann", null);

        assertThat(all.replayed()).isEqualTo(3);
        assertThat(all.left()).isEqualTo(1);
        assertThat(all.causes()).extracting(DeadLetterReplay.ReplayedCause::replayed).containsExactlyInAnyOrder(2L, 1L, 0L);
        assertThat(jdbc.queryForList("select state from delivery", String.class)).containsOnly("waiting").hasSize(3);
        assertThat(replay.replayAll("ann", null).replayed()).isZero();
    }

    private void plant(int document, String state) {
        jdbc.update("""
                insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash, created_run_id, changed_run_id)
                values (?, 1, 'http', ?, 'sales-invoice', 1, 'draft', '2025-03-31', 10, 1, 1, 'h', 1, 1)""", document, "HB-INV-" + document);
        jdbc.update("""
                insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)
                values (?, ?, 'http', 1, ?, '2025-03-31', '2025-04-01', '2025-04-01')""", "key-" + document, document, state);
    }

    @Test
    void aReplayedEntryIsAmongTheWorkAgain() {
        jdbc.update("""
                insert into entry (id, source_id, identity, fingerprint, start_at, wall_start, zone, timed, work_date, seconds, invoiced, approval,
                  notes, tags, file_id, line, raw) values (9, 1, 'i', 'f', now(), now(), 'UTC', true, '2025-03-01', 60, false, 1, '', '', 1, 2, '')""");
        store.keep(1, List.of(entry("toggl:9", 9L, "Archery")));

        Replayed replayed = replay.replay(id("9"), "ann", "mapped it");

        assertThat(replayed.replayed()).isTrue();
        assertThat(jdbc.queryForList("select entry_id from work", Long.class)).containsExactly(9L);
        assertThat(only().line().state()).isEqualTo(State.REPLAYED);
        assertThat(only().changedBy()).isEqualTo("ann");
        assertThatThrownBy(() -> replay.replay(id("9"), "ann", null)).isInstanceOf(Problem.class).hasMessage("""
                dead letter %d: ROU-302 this letter is not open
                  saw   replayed by ann
                  want  an open letter
                  do    nothing; a letter that fails again opens by itself""".formatted(id("9")));
    }

    @Test
    void aReplayedDocumentWaitsAgainUnderTheKeyThatItHad() {
        jdbc.update("""
                insert into document (id, group_id, target, reference, type, part, status, date, total, line_count, revision, content_hash, created_run_id, changed_run_id)
                values (5, 1, 'http', 'HB-INV-1', 'sales-invoice', 1, 'draft', '2025-03-31', 10, 1, 2, 'h', 1, 1)""");
        for (int revision = 1; revision <= 2; revision++) {
            jdbc.update("""
                    insert into delivery (idempotency_key, document_id, target, revision, state, due_on, next_attempt_at, created_at)
                    values (?, 5, 'http', ?, ?, '2025-03-31', '2025-04-01', '2025-04-01')""", "key-" + revision, revision,
                    revision == 1 ? "superseded" : "failed");
        }
        store.keep(1, List.of(document(5)));

        assertThat(replay.replay(only().line().id(), "ann", null).replayed()).isTrue();

        assertThat(jdbc.queryForList("select concat(convert(idempotency_key using utf8mb4), ' ', state) from delivery order by id", String.class))
                .containsExactly("key-1 superseded", "key-2 waiting");
    }

    @Test
    void aRowsLetterSaysWhatToDoInsteadAndStaysOpen() {
        store.keep(1, List.of(new DeadLetter(DeadLetter.Kind.ROW, finding("x"), "hash:3", "x", "toggl", null, null, "a,b", null, null, null)));

        Replayed replayed = replay.replay(only().line().id(), "ann", null);

        assertThat(replayed.replayed()).isFalse();
        assertThat(replayed.next()).contains("drop the file into the inbox again");
        assertThat(only().line().state()).isEqualTo(State.OPEN);
    }

    @Test
    void theReplayRouteTakesANumberAndSaysWhatHappensNext() throws Exception {
        store.keep(1, List.of(new DeadLetter(DeadLetter.Kind.FILE, finding("x"), "hash", "x", "toggl", null, null, null, null, null, null)));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.disableJMX();
            camel.getRegistry().bind("deadLetterReplay", replay);
            camel.start();
            Path route = Path.of("routes/triage/replay-dead-letter.camel.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes(route.toString(), Files.readAllBytes(route)));

            Object answer = camel.createProducerTemplate().requestBodyAndHeader("direct:replay-dead-letter", only().line().id(), "by", "ann");

            assertThat(answer).isInstanceOf(Replayed.class).extracting("replayed").isEqualTo(false);
        }
    }

    @Test
    void aLetterThatNobodyHasIsSaidToBeMissing() {
        assertThatThrownBy(() -> replay.replay(999, "ann", null)).isInstanceOf(Problem.class).hasMessage("""
                dead letter 999: ROU-301 there is no such letter
                  want  the number of a letter in the list
                  do    look it up among the dead letters""");
    }

    @Test
    void aCauseThatNobodyHasIsSaidToBeMissing() {
        assertThat(DeadLetterReplay.noSuchCause("9f31")).hasMessage("""
                cause 9f31: ROU-303 no dead letter has this cause
                  want  the 32 digits of a cause in the list
                  do    look it up: hourbook dead-letters list""");
    }

    private Letter only() {
        List<Long> ids = jdbc.queryForList("select id from dead_letter", Long.class);
        assertThat(ids).hasSize(1);
        return desk.letter(ids.get(0)).orElseThrow();
    }

    private long id(String entryId) {
        return jdbc.queryForObject("select id from dead_letter where entry_id = ?", Long.class, entryId);
    }

    private static DeadLetter entry(String subject, long entryId, String service) {
        return new DeadLetter(DeadLetter.Kind.ENTRY, finding(service), subject, service, "toggl", entryId, null, "received", "body", null, "3f9a1c");
    }

    private static DeadLetter document(int id) {
        return document(id, null);
    }

    private static DeadLetter document(int id, Exchanged exchanged) {
        return new DeadLetter(DeadLetter.Kind.DOCUMENT, finding("x"), "HB-INV-1", "x", null, null, id, null, "{}", null, null, exchanged);
    }

    private static DeadLetter with(DeadLetter letter, String body) {
        return new DeadLetter(letter.kind(), letter.finding(), letter.subject(), letter.offending(), letter.source(), letter.entryId(),
                letter.documentId(), body, body, letter.headers(), letter.mappingVersion());
    }

    private static Finding finding(String service) {
        return new Finding("MAP-101", "mappings/services.csv:6", "no service named \"" + service + "\"", "service \"" + service + "\"",
                "one row for it", "routes/process/find.camel.yaml:14 find-rate", "add the row and save");
    }
}
