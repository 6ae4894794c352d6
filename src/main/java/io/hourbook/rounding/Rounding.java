package io.hourbook.rounding;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings recorded seconds to what the client is billed (domain rule "Rounding", time). The duration is rounded, never its
 * start or end. Pure and exact.
 *
 * <ul>
 *   <li>Nothing recorded stays nothing: no minimum makes time out of it.
 *   <li>A tie half-way between two increments goes up (half-up) or to the even number of increments (half-even).
 *   <li>The minimum, raised to a whole increment, holds for anything recorded at all, also where rounding alone would bring
 *       it to nothing and where time is not rounded otherwise: whoever agrees on a minimum means the one-minute call.
 * </ul>
 */
public final class Rounding {

    private static final long SECONDS_PER_MINUTE = 60;

    private Rounding() {}

    /**
     * The billed seconds of one entry; or of a day, where {@code seconds} is its sum.
     *
     * @param seconds 0 or more
     * @return 0 or more
     * @throws IllegalArgumentException for negative seconds: such a row is malformed and never comes this far
     */
    public static long round(long seconds, TimeRule rule) {
        if (seconds < 0) {
            throw new IllegalArgumentException("negative seconds: " + seconds);
        }
        if (seconds == 0) {
            return 0;
        }
        long increment = rule.incrementMinutes() * SECONDS_PER_MINUTE;
        long minimum = up(rule.minimumMinutes() * SECONDS_PER_MINUTE, increment);
        return Math.max(minimum, toIncrement(seconds, increment, rule.rounding()));
    }

    /**
     * The billed seconds of each entry of one rounding day (worker, project, service and date): the sum is rounded, and the
     * parts sum to the rounded whole.
     *
     * <p>Each entry keeps its own seconds as far as that goes. What the rounding adds goes to the last entry that recorded
     * anything; what it takes is taken from the end, entry by entry, none below zero. So only the end of a day moves, and
     * an entry of no length stays one.
     *
     * @param inOrder 0 or more each, in order of start
     * @return one number per entry, in order
     */
    public static List<Long> roundDay(List<Long> inOrder, TimeRule rule) {
        long sum = 0;
        for (long seconds : inOrder) {
            if (seconds < 0) {
                throw new IllegalArgumentException("negative seconds: " + seconds);
            }
            sum = Math.addExact(sum, seconds);
        }
        long residual = round(sum, rule) - sum;
        List<Long> parts = new ArrayList<>(inOrder);
        for (int i = parts.size() - 1; i >= 0 && residual != 0; i--) {
            long own = parts.get(i);
            long moved = own == 0 ? 0 : Math.max(residual, -own);
            parts.set(i, own + moved);
            residual -= moved;
        }
        return List.copyOf(parts);
    }

    private static long toIncrement(long seconds, long increment, TimeRounding rounding) {
        long down = seconds - seconds % increment;
        long over = seconds - down;
        return switch (rounding) {
            case NONE -> seconds;
            case DOWN -> down;
            case UP -> up(seconds, increment);
            case HALF_UP -> 2 * over >= increment ? down + increment : down;
            case HALF_EVEN -> {
                boolean odd = down / increment % 2 != 0;
                yield 2 * over > increment || 2 * over == increment && odd ? down + increment : down;
            }
        };
    }

    private static long up(long seconds, long increment) {
        return Math.floorDiv(seconds + increment - 1, increment) * increment;
    }
}
