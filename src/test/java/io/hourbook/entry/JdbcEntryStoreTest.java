package io.hourbook.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New, duplicate, amendment, older, conflict, malformed: what the store makes of rows. */
class JdbcEntryStoreTest {

    private static final EntryBench BENCH =
            new EntryBench((source, names) -> names.worker().startsWith("W") ? names.worker() : null);
    private static final String STAMP = "2025-03-05T08:00:00Z";

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void rowsThatNobodyHasSeenAreNewAndHaveWorkToDo() {
        IntakeCounts counts = BENCH.take("toggl", hour().id("a"), hour().id("b"));

        assertThat(counts).isEqualTo(new IntakeCounts(2, 2, 0, 0, 0, 0));
        assertThat(BENCH.work().next(10)).extracting(TimeEntry::key).containsExactly("a", "b");
        assertThat(BENCH.marks("worker-day")).containsExactly("W01|2025-03-04");
    }

    @Test
    void theSameRowInAnotherFileIsADuplicateAndChangesNothing() {
        BENCH.take("toggl", hour().id("a"));
        BENCH.jdbc.update("delete from work");
        BENCH.forgetMarks();

        assertThat(BENCH.take("toggl", hour().id("a"), hour().id("b"))).isEqualTo(new IntakeCounts(2, 1, 1, 0, 0, 0));
        assertThat(BENCH.work().next(10)).extracting(TimeEntry::key).containsExactly("b");
        assertThat(BENCH.count("entry_revision")).isZero();
    }

    @Test
    void aRowThatSaysSomethingElseIsARevisionAndTheEarlierOneIsKept() {
        BENCH.take("toggl", hour().id("a"));
        BENCH.jdbc.update("delete from work");

        assertThat(BENCH.take("toggl", Row.timed("W01", "2025-03-04T09:00", 7_200).id("a"))).isEqualTo(new IntakeCounts(1, 0, 0, 1, 0, 0));
        assertThat(BENCH.entry()).containsEntry("seconds", 7_200L).containsEntry("revision", 2).containsEntry("conflict", false);
        assertThat(BENCH.jdbc.queryForMap("select * from entry_revision")).containsEntry("seconds", 3_600L).containsEntry("revision", 1);
        assertThat(BENCH.work().next(10)).hasSize(1);
    }

    @Test
    void anEntryThatMovesTouchesTheDaysOfBothWorkers() {
        BENCH.take("toggl", hour().id("a"));
        BENCH.forgetMarks();
        BENCH.take("toggl", Row.timed("W02", "2025-03-10T09:00", 3_600).id("a"));

        assertThat(BENCH.marks("worker-day")).containsExactly("W01|2025-03-04", "W02|2025-03-10");
    }

    @Test
    void aFileWhoseBytesWereTakenIsAllDuplicates() {
        BENCH.take("toggl", hour().id("a"), hour().id("b"), Row.malformed(4, "x"), Row.skipped(5));

        assertThat(BENCH.take("toggl", hour().id("a"), hour().id("b"), Row.malformed(4, "x"), Row.skipped(5)))
                .isEqualTo(new IntakeCounts(4, 0, 4, 0, 0, 0));
        assertThat(BENCH.count("source_file")).isEqualTo(1);
    }

    @Test
    void theSameBytesFromAnotherSourceAreOfAnotherSource() {
        BENCH.take("toggl", hour().id("a"));

        assertThat(BENCH.take("harvest", hour().id("a")).fresh()).isEqualTo(1);
        assertThat(BENCH.count("entry")).isEqualTo(2);
    }

    @Test
    void aFileThatACrashLeftHalfReadIsReadAgain() {
        BENCH.crashAfter(1, "toggl", hour().id("a"), hour().id("b"));

        assertThat(BENCH.take("toggl", hour().id("a"), hour().id("b"))).isEqualTo(new IntakeCounts(2, 1, 1, 0, 0, 0));
        assertThat(BENCH.count("entry")).isEqualTo(2);
        assertThat(BENCH.jdbc.queryForObject("select state from source_file", String.class)).isEqualTo("taken");
    }

    @Test
    void anOlderStampNeverWins() {
        BENCH.take("toggl", hour().id("a").notes("new").modified(STAMP));

        assertThat(BENCH.take("toggl", hour().id("a").notes("old").modified("2025-03-05T07:59:59Z")).duplicates()).isEqualTo(1);
        assertThat(BENCH.entry()).containsEntry("notes", "new").containsEntry("revision", 1);
    }

    @Test
    void aNewerStampWins() {
        BENCH.take("toggl", hour().id("a").notes("old").modified(STAMP));

        assertThat(BENCH.take("toggl", hour().id("a").notes("new").modified("2025-03-05T08:00:01Z")).amended()).isEqualTo(1);
        assertThat(BENCH.entry()).containsEntry("notes", "new").containsEntry("conflict", false);
    }

    @Test
    void equalStampsWithOtherContentAreAConflictUntilALaterRevisionSettlesIt() {
        BENCH.take("toggl", hour().id("a").notes("one").modified(STAMP));
        BENCH.take("toggl", hour().id("a").notes("other").modified(STAMP));
        assertThat(BENCH.entry()).containsEntry("conflict", true);

        BENCH.take("toggl", hour().id("a").notes("settled").modified("2025-03-06T08:00:00Z"));
        assertThat(BENCH.entry()).containsEntry("conflict", false).containsEntry("notes", "settled");
    }

    @Test
    void equalStampsWithEqualContentAreADuplicate() {
        BENCH.take("toggl", hour().id("a").modified(STAMP));

        assertThat(BENCH.take("toggl", hour().id("a").modified(STAMP), hour().id("b")).duplicates()).isEqualTo(1);
        assertThat(BENCH.jdbc.queryForObject("select sum(conflict) from entry", Long.class)).isZero();
    }

    @Test
    void anotherFileThatSaysTheSameSettlesAConflict() {
        BENCH.take("toggl", hour().id("a").notes("one"), hour().id("a").notes("other"));
        BENCH.jdbc.update("delete from work");

        assertThat(BENCH.take("toggl", hour().id("a").notes("other"), hour().id("b")).duplicates()).isEqualTo(1);
        assertThat(BENCH.jdbc.queryForObject("select sum(conflict) from entry", Long.class)).isZero();
        assertThat(BENCH.work().next(10)).extracting(TimeEntry::key).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void bothRowsOfAConflictWithinOneFileAreKept() {
        BENCH.take("toggl", hour().id("a").notes("one"), hour().id("a").notes("other"));

        assertThat(BENCH.entry()).containsEntry("revision", 2).containsEntry("notes", "other");
        assertThat(BENCH.count("entry_revision")).isEqualTo(1);
    }

    @Test
    void twoDifferentRowsForOneEntryInOneFileAreAConflict() {
        assertThat(BENCH.take("toggl", hour().id("a").notes("one"), hour().id("a").notes("other")))
                .isEqualTo(new IntakeCounts(2, 1, 0, 1, 0, 0));
        assertThat(BENCH.entry()).containsEntry("conflict", true);
        assertThat(BENCH.work().next(10)).hasSize(1);
    }

    @Test
    void twoDifferentRowsWithStampsInOneFileAreInTheOrderOfTheirStamps() {
        BENCH.take("toggl", hour().id("a").notes("new").modified("2025-03-06T08:00:00Z"), hour().id("a").notes("old").modified(STAMP));

        assertThat(BENCH.entry()).containsEntry("conflict", false).containsEntry("notes", "new");
    }

    @Test
    void theSameRowTwiceInOneFileIsOneEntryAndADuplicate() {
        assertThat(BENCH.take("toggl", hour(), hour())).isEqualTo(new IntakeCounts(2, 1, 1, 0, 0, 0));
    }

    @Test
    void anEntryThatTwoRowsOfAFileAmendKeepsEveryRevision() {
        BENCH.take("toggl", hour().id("a").notes("first").modified("2025-03-04T18:00:00Z"));
        BENCH.take("toggl", hour().id("a").notes("second").modified(STAMP), hour().id("a").notes("third").modified("2025-03-06T08:00:00Z"));

        assertThat(BENCH.entry()).containsEntry("notes", "third").containsEntry("revision", 3).containsEntry("conflict", false);
        assertThat(BENCH.jdbc.queryForList("select revision from entry_revision order by revision", Integer.class)).containsExactly(1, 2);
    }

    @Test
    void withoutAnIdATimedRowIsItsWorkerAndStartInWhateverZone() {
        BENCH.take("toggl", Row.timed("W01", "2025-03-04T09:00", 3_600));

        assertThat(BENCH.take("toggl", Row.timed("W01", "2025-03-04T18:00", 7_200).zone("Europe/Berlin")).amended()).isEqualTo(1);
        assertThat(BENCH.take("toggl", Row.timed("W01", "2025-03-04T09:01", 3_600)).fresh()).isEqualTo(1);
        assertThat(BENCH.take("toggl", Row.timed("W02", "2025-03-04T09:00", 3_600)).fresh()).isEqualTo(1);
    }

    @Test
    void equalDateOnlyRowsAreCountedByTheirOrder() {
        assertThat(BENCH.take("harvest", Row.dated("W01", "2025-03-04", 3_600), Row.dated("W01", "2025-03-04", 3_600).ordinal(2)).fresh())
                .isEqualTo(2);
        assertThat(BENCH.take("harvest", Row.dated("W01", "2025-03-04", 3_600)).duplicates()).isEqualTo(1);
        assertThat(BENCH.take("harvest", Row.dated("W01", "2025-03-04", 1_800).ordinal(2)).amended()).isEqualTo(1);
        assertThat(BENCH.take("harvest", Row.dated("W01", "2025-03-04", 3_600).notes("Other ").ordinal(1)).fresh()).isEqualTo(1);
        assertThat(BENCH.take("harvest", Row.dated("W01", "2025-03-04", 1_801).notes("other")).amended()).isEqualTo(1);
    }

    @Test
    void aMalformedRowIsKeptOnceHoweverOftenItsFileIsRead() {
        BENCH.crashAfter(1, "toggl", Row.malformed(2, "13/15/2024"), hour());

        assertThat(BENCH.take("toggl", Row.malformed(2, "13/15/2024"), hour())).isEqualTo(new IntakeCounts(2, 1, 0, 0, 0, 1));
        assertThat(BENCH.count("dead_letter")).isEqualTo(1);
        assertThat(BENCH.jdbc.queryForMap("select * from dead_letter")).containsEntry("state", "open").containsEntry("received", "13/15/2024");
    }

    @Test
    void whatIsRightlyNoEntryIsSkipped() {
        assertThat(BENCH.take("toggl", Row.skipped(2), hour())).isEqualTo(new IntakeCounts(2, 1, 0, 0, 1, 0));
    }

    @Test
    void anUnmappedWorkerHasNoDaysToCheck() {
        BENCH.take("toggl", Row.timed("Zoe", "2025-03-04T09:00", 3_600));

        assertThat(BENCH.entry()).containsEntry("worker", null).containsEntry("worker_name", "Zoe");
        assertThat(BENCH.marks("worker-day")).isEmpty();
    }

    @Test
    void workThatStartsInTheFutureIsLookedAtAgain() {
        BENCH.take("toggl", Row.timed("W01", "2025-06-02T09:00", 3_600));

        assertThat(BENCH.marks("future-day")).containsExactly("2025-06-02|W01");
    }

    @Test
    void aChunkThatFailsLeavesNothing() {
        EntryStore.OpenFile file = BENCH.store().open(1, "toggl", "f.csv", "00".repeat(32), 1);
        ReceivedEntry good = hour().id("a").at(2);
        ReceivedEntry tooLong = Row.timed("W" + "x".repeat(300), "2025-03-04T09:00", 3_600).id("b").at(3);

        org.assertj.core.api.Assertions.assertThatThrownBy(
                () -> BENCH.store().store(1, new EntryStore.Chunk(file, List.of(good, tooLong)))).isInstanceOf(RuntimeException.class);
        assertThat(BENCH.count("entry")).isZero();
        assertThat(BENCH.count("work")).isZero();
        assertThat(BENCH.count("mark")).isZero();
    }

    @Test
    void afterNothingButNewEntriesTheNextOnesAreNotLookedUp() {
        EntryStore.OpenFile file = BENCH.store().open(1, "toggl", "f.csv", "01".repeat(32), 1);
        ReceivedRow[] rows = IntStream.range(0, 150).mapToObj(i -> hour().id("e" + i).at(2 + i)).toArray(ReceivedRow[]::new);

        long lookedUp = selects(() -> chunk(file, Arrays.copyOfRange(rows, 0, 50)));
        assertThat(selects(() -> chunk(file, Arrays.copyOfRange(rows, 50, 100)))).as("neither entries nor their last number").isEqualTo(lookedUp - 2);
        assertThat(selects(() -> chunk(file, Arrays.copyOfRange(rows, 100, 150)))).isEqualTo(lookedUp - 2);
        assertThat(BENCH.work().next(200)).extracting(TimeEntry::key)
                .containsExactlyElementsOf(IntStream.range(0, 150).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void aChunkThatWasTakenForNewIsComparedWhereTheTableKnowsBetter() {
        BENCH.take("toggl", hour().id("same"), hour().id("other").notes("before"), hour().id("conflict").notes("one"));
        BENCH.jdbc.update("delete from work");
        EntryStore.OpenFile file = BENCH.store().open(7, "toggl", "f.csv", "02".repeat(32), 1);
        IntakeCounts before = BENCH.taken();
        chunk(file, hour().id("new 1").at(2), hour().id("conflict 2").notes("one").at(3));
        chunk(file, hour().id("new 2").at(4), hour().id("new 2").notes("twice").at(5), hour().id("same").at(6),
                Row.malformed(7, "13/15/2024"), hour().id("other").notes("after").at(8), Row.skipped(9),
                hour().id("conflict 2").notes("other").at(10), hour().id("new 3").at(11));

        assertThat(BENCH.taken()).isEqualTo(before.plus(new IntakeCounts(10, 4, 1, 3, 1, 1)));
        assertThat(BENCH.count("entry")).isEqualTo(7);
        assertThat(BENCH.jdbc.queryForList("select source_key from entry where conflict order by source_key", String.class))
                .containsExactly("conflict 2", "new 2");
        assertThat(BENCH.jdbc.queryForList("select revision from entry order by id", Integer.class)).containsExactly(1, 2, 1, 1, 2, 2, 1);
        assertThat(BENCH.count("entry_revision")).isEqualTo(3);
        assertThat(BENCH.count("dead_letter")).isEqualTo(1);
        BENCH.work().rewind();
        assertThat(BENCH.work().next(10)).extracting(TimeEntry::key)
                .containsExactly("other", "new 1", "conflict 2", "new 2", "new 3");
    }

    @Test
    void numbersGoOnWhereTheyEnded() {
        BENCH.take("toggl", hour().id("a"), hour().id("b"));
        BENCH.begin();
        BENCH.take("harvest", hour().id("c"));

        List<Long> ids = BENCH.jdbc.queryForList("select id from entry order by id", Long.class);
        assertThat(ids.get(2)).isEqualTo(ids.get(1) + 1).isEqualTo(ids.get(0) + 2);
    }

    /** As after a lost connection: two programs at once, each of which knows the last number from its own chunk before. */
    @Test
    void numbersThatAnotherProgramHasGivenMeanwhileAreNotGivenAgain() {
        EntryStore one = BENCH.store();
        EntryStore.OpenFile file = one.open(1, "toggl", "f.csv", "03".repeat(32), 1);
        one.store(1, new EntryStore.Chunk(file, List.of(hour().id("a").at(2), hour().id("b").at(3))));
        BENCH.begin();
        BENCH.take("harvest", hour().id("c"));
        one.store(1, new EntryStore.Chunk(file, List.of(Row.malformed(4, "13/15/2024"), hour().id("d").at(5), hour().id("e").at(6))));
        BENCH.take("harvest", hour().id("f"));

        assertThat(BENCH.jdbc.queryForList("select source_key from entry order by id", String.class)).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(BENCH.jdbc.queryForObject("select count(distinct id) from entry join work on entry_id = id", Integer.class)).isEqualTo(6);
        assertThat(BENCH.jdbc.queryForObject("select attempts from dead_letter", Integer.class)).as("what was not stored does not count").isEqualTo(1);
    }

    /** What was stored and never confirmed is not stored again when the file is read again, by the same program. */
    @Test
    void aFileWhoseReadingBrokeOffIsReadAgainByTheSameProgram() {
        EntryStore.OpenFile file = BENCH.store().open(7, "toggl", "f.csv", "04".repeat(32), 1);
        ReceivedRow[] rows = IntStream.range(0, 6).mapToObj(i -> hour().id("e" + i).at(2 + i)).toArray(ReceivedRow[]::new);
        chunk(file, Arrays.copyOfRange(rows, 0, 2));
        chunk(file, Arrays.copyOfRange(rows, 2, 4));
        chunk(file, Arrays.copyOfRange(rows, 0, 2));
        chunk(file, Arrays.copyOfRange(rows, 2, 4));
        chunk(file, Arrays.copyOfRange(rows, 4, 6));

        assertThat(BENCH.jdbc.queryForList("select source_key from entry order by id", String.class))
                .containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
        assertThat(BENCH.count("work")).isEqualTo(6);
        assertThat(BENCH.count("entry_revision")).isZero();
    }

    private static void chunk(EntryStore.OpenFile file, ReceivedRow... rows) {
        BENCH.store().store(7, new EntryStore.Chunk(file, List.of(rows)));
    }

    private static long selects(Runnable work) {
        String query = "select variable_value from information_schema.session_status where variable_name = 'COM_SELECT'";
        long before = BENCH.jdbc.queryForObject(query, Long.class);
        work.run();
        return BENCH.jdbc.queryForObject(query, Long.class) - before;
    }

    @Test
    void peopleFindAnEntryByTheSourcesIdOrByItsShortKey() {
        BENCH.take("toggl", hour().id("123"), Row.timed("W02", "2025-03-04T09:00", 60));
        List<TimeEntry> all = BENCH.work().next(10);

        assertThat(BENCH.work().find("toggl", "123")).containsExactly(all.get(0));
        assertThat(all.get(1).key()).matches("[0-9a-z]{12}");
        assertThat(BENCH.work().find("toggl", all.get(1).key().toUpperCase(java.util.Locale.ROOT))).containsExactly(all.get(1));
        assertThat(BENCH.work().find("harvest", "123")).isEmpty();
        assertThat(BENCH.work().find("toggl", "nothing here")).isEmpty();
    }

    private static Row hour() {
        return Row.timed("W01", "2025-03-04T09:00", 3_600);
    }
}
