package io.hourbook.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: half a second, doubled by each attempt, an hour at most, and up to two fifths more
 * or less, so that what failed together does not come back together.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 500;
    private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();
    private static final int SPREAD_PERCENT = 40;
    /** However short the wait that a target asks for, the hundredth attempt does not hammer it. */
    private static final long POLITE_MILLIS = 5_000;

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempts how often it was tried, 1 or more
     * @return 0.3 to 0.7 s after the first attempt, at most an hour
     */
    Duration after(int attempts) {
        long plain = attempts > 13 ? MOST_MILLIS : Math.min(MOST_MILLIS, FIRST_MILLIS << (Math.max(1, attempts) - 1));
        long millis = plain * random.nextInt(100 - SPREAD_PERCENT, 101 + SPREAD_PERCENT) / 100;
        return Duration.ofMillis(Math.min(MOST_MILLIS, millis));
    }

    /**
     * The wait that a target asked for, never shortened, with a little of our own on top.
     *
     * @param asked    what its Retry-After says
     * @param attempts how often it was tried, 1 or more
     */
    Duration atLeast(Duration asked, int attempts) {
        long ours = Math.min(POLITE_MILLIS, after(attempts).toMillis());
        return Duration.ofMillis(Math.max(asked.toMillis() + random.nextLong(1, 200), ours));
    }
}
