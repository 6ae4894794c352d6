package io.hourbook.exchange;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The rates of one currency by day, in order of day, in 16 bytes each.
 *
 * @param days    of the epoch, ascending, each once
 * @param rates   packed as in {@link PackedRate}
 * @param origins the number of the row that a rate was read from
 */
record Series(int[] days, long[] rates, int[] origins) {

    static final long NEVER = Long.MIN_VALUE;

    /** The last day on or before the limit that has a rate, or {@link #NEVER}. */
    long lastDay(long limit) {
        if (limit < days[0]) {
            return NEVER;
        }
        if (limit >= days[days.length - 1]) {
            return days[days.length - 1];
        }
        int found = Arrays.binarySearch(days, (int) limit);
        return days[found >= 0 ? found : -found - 2];
    }

    BigDecimal rate(long day) {
        return PackedRate.unpack(rates[Arrays.binarySearch(days, (int) day)]);
    }

    int origin(long day) {
        return origins[Arrays.binarySearch(days, (int) day)];
    }

    boolean has(long day) {
        return Arrays.binarySearch(days, (int) day) >= 0;
    }

    /** As in {@link PackedRate}: equal rates are equal numbers; {@link PackedRate#NONE} on a day without a rate. */
    long packed(long day) {
        int found = Arrays.binarySearch(days, (int) day);
        return found < 0 ? PackedRate.NONE : rates[found];
    }
}
