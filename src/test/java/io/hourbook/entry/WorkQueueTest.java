package io.hourbook.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    private final EntryBench bench = new EntryBench((source, names) -> names.worker());

    @Test
    void aChunkReadsItsOwnEntriesAndNotAllThatAreLeft() {
        bench.take("los-angeles", IntStream.range(0, 2_000)
                .mapToObj(i -> Row.dated("W01", "2025-03-04", 60 + i).id("e" + i))
                .toArray());
        bench.work().rewind();
        long before = rowsRead();

        List<TimeEntry> chunk = bench.work().next(50);

        // each twice: where the chunk ends is looked up, and then its entries are read
        assertThat(rowsRead() - before).isLessThan(50 * 4);
        assertThat(chunk).hasSize(50);
        assertThat(bench.work().next(2_000)).hasSize(1_950);
        assertThat(bench.work().next(50)).isEmpty();
    }

    @Test
    void aChunkWithGapsReadsOnlyWhatThereIsWorkFor() {
        bench.take("los-angeles", IntStream.range(0, 200).mapToObj(i -> Row.dated("W01", "2025-03-04", 60 + i).id("e" + i)).toArray());
        bench.jdbc.update("delete from work where entry_id % 3 <> 0");
        bench.work().rewind();

        List<TimeEntry> chunk = bench.work().next(40);

        assertThat(chunk).hasSize(40).allMatch(entry -> entry.id() % 3 == 0).extracting(TimeEntry::id).isSorted();
        assertThat(bench.work().next(1_000)).allMatch(entry -> entry.id() % 3 == 0).hasSizeBetween(26, 27);
        assertThat(bench.work().next(1_000)).isEmpty();
    }

    @Test
    void aChunkIsTheSameEntriesAsAskedForByTheirNumbers() {
        bench.take("toggl", Row.timed("W01", "2025-03-04T09:00", 60).notes("a").id("x"), Row.timed("Zoe", "2025-03-04T09:00", 60));
        bench.take("harvest", Row.dated("W02", "2025-03-04", 60).modified("2025-03-05T08:00:00Z"));
        bench.work().rewind();

        List<TimeEntry> chunk = bench.work().next(10);

        assertThat(chunk).extracting(TimeEntry::source).containsExactly("toggl", "toggl", "harvest");
        assertThat(chunk).extracting(TimeEntry::file).doesNotContainNull();
        assertThat(bench.work().entries(chunk.stream().map(TimeEntry::id).toList())).containsExactlyInAnyOrderElementsOf(chunk);
    }

    /** By this connection, by key or one after the other. */
    private long rowsRead() {
        return bench.jdbc.queryForList("show session status like 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get("Value").toString())).sum();
    }
}
