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

        // each with its entry, source and file, and what sorting reads again
        assertThat(rowsRead() - before).isLessThan(50 * 20);
        assertThat(chunk).hasSize(50);
        assertThat(bench.work().next(2_000)).hasSize(1_950);
        assertThat(bench.work().next(50)).isEmpty();
    }

    /** By this connection, by key or one after the other. */
    private long rowsRead() {
        return bench.jdbc.queryForList("show session status like 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get("Value").toString())).sum();
    }
}
