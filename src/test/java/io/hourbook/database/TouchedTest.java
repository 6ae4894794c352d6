package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a pass keeps of what it had in hand is bounded, however much that was. */
class TouchedTest {

    private final Touched touched = new Touched();

    @Test
    void groupsAreToldInOrderAndOnce() {
        touched.groups("retainer", List.of("B", "A"));
        touched.groups("retainer", List.of("A", "C"));
        assertThat(touched.keys("retainer")).containsExactly("A", "B", "C");
        assertThat(touched.keys("document")).isEmpty();
        assertThat(touched.all()).isFalse();
    }

    @Test
    void moreGroupsThanCanBeKeptAreAll() {
        for (int batch = 0; batch < 400; batch++) {
            int from = batch * 1_000;
            touched.groups("rounding-day", IntStream.range(from, from + 1_000).mapToObj(i -> "W" + i + "|2025-03-31").toList());
            assertThat(touched.keys("rounding-day")).hasSizeLessThanOrEqualTo(Touched.MOST_GROUPS);
        }
        assertThat(touched.all()).isTrue();
        assertThat(touched.isEmpty()).isFalse();
        assertThat(touched.keys("rounding-day")).isEmpty();
    }

    @Test
    void whatIsTakenIsNotedAnew() {
        touched.groups("document", IntStream.rangeClosed(0, Touched.MOST_GROUPS).mapToObj(Integer::toString).toList());
        touched.entry(7);
        Touched taken = touched.taken();
        assertThat(taken.all()).isTrue();
        assertThat(taken.size()).isEqualTo(1);
        assertThat(touched.isEmpty()).isTrue();
        touched.groups("document", List.of("1"));
        assertThat(touched.keys("document")).containsExactly("1");
    }
}
