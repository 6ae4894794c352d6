package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How long a delivery waits. */
class WaitingTest {

    private static final Instant NOON = Instant.parse("2025-03-04T12:00:00Z");
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());

    @Property(tries = 200)
    void the_first_retry_comes_within_a_second(@ForAll @IntRange(max = 1) int attempts) {
        assertThat(new Backoff(RandomGenerator.getDefault()).after(attempts))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(700));
    }

    @Property(tries = 300)
    void no_retry_waits_longer_than_an_hour(@ForAll @IntRange(min = 1) int attempts) {
        assertThat(new Backoff(RandomGenerator.getDefault()).after(attempts))
                .isBetween(Duration.ofMillis(300), Duration.ofHours(1));
    }

    @Property(tries = 100)
    void waits_double(@ForAll @IntRange(min = 1, max = 12) int attempts) {
        long middle = 500L << (attempts - 1);
        assertThat(new Backoff(RandomGenerator.getDefault()).after(attempts).toMillis())
                .isBetween(middle * 6 / 10, middle * 14 / 10);
    }

    @Property(tries = 200)
    void what_the_target_asks_for_is_never_shortened(
            @ForAll @IntRange(max = 90_000) int seconds, @ForAll @IntRange(min = 1, max = 100) int attempts) {
        Duration asked = Duration.ofSeconds(seconds);
        assertThat(new Backoff(RandomGenerator.getDefault()).atLeast(asked, attempts)).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void a_wait_of_a_second_stays_short() {
        assertThat(backoff.atLeast(Duration.ofSeconds(1), 1)).isLessThan(Duration.ofMillis(1_200));
    }

    @Test
    void retry_after_is_read_in_seconds_and_as_a_date_and_capped_at_a_day() {
        assertThat(RetryAfter.read("7", NOON)).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.read(" 0 ", NOON)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("Tue, 04 Mar 2025 12:00:30 GMT", NOON)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.read("Tue, 04 Mar 2025 11:00:00 GMT", NOON)).contains(Duration.ZERO);
        assertThat(RetryAfter.read("Thu, 04 Mar 2027 11:00:00 GMT", NOON)).contains(Duration.ofHours(24));
        assertThat(RetryAfter.read("99999999999999999999", NOON)).contains(Duration.ofHours(24));
        assertThat(RetryAfter.read("soon", NOON)).isEmpty();
        assertThat(RetryAfter.read("-5", NOON)).isEmpty();
        assertThat(RetryAfter.read(null, NOON)).isEmpty();
    }
}
