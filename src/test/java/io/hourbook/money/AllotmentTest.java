package io.hourbook.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllotmentTest {

    @Test
    void units_left_over_go_to_the_largest_fractions_the_first_of_equal_ones_first() {
        assertThat(Allotment.split(100, List.of(1L, 1L, 1L))).containsExactly(34L, 33L, 33L);
        assertThat(Allotment.split(10, List.of(1L, 2L, 4L))).containsExactly(1L, 3L, 6L);
        assertThat(Allotment.split(-100, List.of(1L, 1L, 1L))).containsExactly(-34L, -33L, -33L);
        assertThat(Allotment.split(5, List.of(0L, 3L, 0L))).containsExactly(0L, 5L, 0L);
    }

    @Test
    void an_amount_is_split_to_its_minor_unit() {
        assertThat(Allotment.split(new BigDecimal("100.00"), "USD", List.of(1L, 1L, 1L)))
                .containsExactly(new BigDecimal("33.34"), new BigDecimal("33.33"), new BigDecimal("33.33"));
        assertThat(Allotment.split(new BigDecimal("100"), "JPY", List.of(3L, 1L)))
                .containsExactly(new BigDecimal("75"), new BigDecimal("25"));
    }

    @Test
    void nothing_is_split_by_nothing_and_something_is_not() {
        assertThat(Allotment.split(0, List.of(0L, 0L))).containsExactly(0L, 0L);
        assertThat(Allotment.split(0, List.of())).isEmpty();
        assertThatThrownBy(() -> Allotment.split(1, List.of(0L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allotment.split(1, List.of(2L, -1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void half_a_unit_of_a_share_is_rounded_up() {
        assertThat(Allotment.share(3601, new BigDecimal("50.00"), new BigDecimal("100.00"))).isEqualTo(1801);
        assertThat(Allotment.share(3600, new BigDecimal("1.00"), new BigDecimal("3.00"))).isEqualTo(1200);
    }

    @Property
    void parts_sum_to_the_whole_and_each_is_within_a_unit_of_its_share(
            @ForAll long whole, @ForAll @NotEmpty @Size(max = 20) List<@LongRange(min = 0, max = 1_000_000_000) Long> weights) {
        long total = weights.stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return;
        }
        List<Long> parts = Allotment.split(whole, weights);

        assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(whole);
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal scaled = BigDecimal.valueOf(parts.get(i)).multiply(BigDecimal.valueOf(total));
            BigDecimal exact = BigDecimal.valueOf(whole).multiply(BigDecimal.valueOf(weights.get(i)));
            assertThat(scaled).isCloseTo(exact, within(BigDecimal.valueOf(total)));
            if (weights.get(i) == 0) {
                assertThat(parts.get(i)).isZero();
            }
        }
    }
}
