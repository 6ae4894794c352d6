package io.hourbook.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.PassGuard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is marked, handed out once and in batches that memory takes. */
class MarkQueueTest {

    private static final EntryBench BENCH = new EntryBench((source, names) -> null);

    private final Marks marks = new Marks(BENCH.jdbc);
    private final List<Integer> weighed = new ArrayList<>();
    private final Map<String, Long> rows = new HashMap<>();

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void eachIsHandedOutOnceInTheOrderOfKeysThoughItsMarkStays() {
        marks.set(Marks.Kind.RETAINER, List.of("C", "A", "B"));
        marks.set(Marks.Kind.DOCUMENT, List.of("7"));
        MarkQueue queue = queue(2, 100);

        assertThat(queue.take()).containsExactly("A", "B");
        assertThat(queue.take()).containsExactly("C");
        assertThat(queue.take()).isEmpty();
        assertThat(BENCH.marks("retainer")).containsExactly("A", "B", "C");
        assertThat(queue(5, 100).take()).as("of another queue").containsExactly("A", "B", "C");
    }

    @Test
    void aBatchHasNoMoreRowsThanItMayAndWhatIsTooBigComesAlone() {
        marks.set(Marks.Kind.RETAINER, List.of("A", "B", "C", "D", "E"));
        rows.putAll(Map.of("A", 60L, "B", 40L, "C", 1L, "D", 500L, "E", 100L));
        MarkQueue queue = queue(10, 100);

        assertThat(queue.take()).containsExactly("A", "B");
        assertThat(queue.take()).containsExactly("C");
        assertThat(queue.take()).containsExactly("D");
        assertThat(queue.take()).containsExactly("E");
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void sizesAreAskedForOncePerPageHoweverManyBatchesThereAre() {
        marks.set(Marks.Kind.RETAINER, IntStream.range(0, 2_300).mapToObj(n -> String.format("%05d", n)).toList());
        MarkQueue queue = queue(7, 100);
        List<String> all = new ArrayList<>();
        for (List<String> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
            all.addAll(batch);
        }

        assertThat(all).hasSize(2_300).isSorted().doesNotHaveDuplicates();
        assertThat(weighed).containsExactly(1_000, 1_000, 300);
    }

    @Test
    void nothingMoreIsHandedOutOnceALaneOfThePassHasFailed() {
        marks.set(Marks.Kind.RETAINER, List.of("A", "B"));
        MarkQueue queue = queue(1, 100);
        try (PassGuard guard = PassGuard.enter(1, () -> {}, () -> false)) {
            assertThat(queue.take()).containsExactly("A");
            guard.laneFailed();

            assertThat(queue.take()).isEmpty();
        }
    }

    private MarkQueue queue(int mostGroups, long mostRows) {
        return new MarkQueue(marks, Marks.Kind.RETAINER, mostGroups, mostRows, page -> {
            weighed.add(page.size());
            return rows;
        });
    }
}
