package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Names;
import org.junit.jupiter.api.Test;

class OrdinalsTest {

    private static final Names BEN = new Names("Ben Cole", null, "Acme", "App", "Development");

    private final Ordinals ordinals = new Ordinals();

    @Test
    void equal_rows_are_counted_in_their_order_and_others_for_themselves() {
        assertThat(ordinals.next(20_000, BEN, "a")).isEqualTo(1);
        assertThat(ordinals.next(20_000, BEN, "b")).isEqualTo(1);
        assertThat(ordinals.next(20_001, BEN, "a")).isEqualTo(1);
        assertThat(ordinals.next(20_000, BEN, "A ")).isEqualTo(2);
        assertThat(ordinals.next(20_000, new Names("ben cole", null, "ACME", "app", "development"), "a")).isEqualTo(3);
    }

    @Test
    void no_count_is_too_high() {
        for (int i = 1; i <= 70_000; i++) {
            assertThat(ordinals.next(20_000, BEN, "standup")).isEqualTo(i);
            if (i % 1_000 == 0) {
                assertThat(ordinals.next(20_000, BEN, "retro")).isEqualTo(i / 1_000);
            }
        }
    }

    /** The largest file is to be taken with half a gigabyte for everything. */
    @Test
    void many_different_rows_take_a_few_bytes_each() {
        int rows = 600_000;
        for (int i = 0; i < rows; i++) {
            assertThat(ordinals.next(i % 365, BEN, Integer.toString(i))).isEqualTo(1);
        }
        assertThat(ordinals.bytes()).isLessThan(rows * 25L);
        for (int i = 0; i < rows; i++) {
            assertThat(ordinals.next(i % 365, BEN, Integer.toString(i))).isEqualTo(2);
        }
    }
}
