package io.hourbook.exchange;

import java.math.BigDecimal;

/**
 * A published rate in one {@code long}: the digits × 32 + the number of decimals, without trailing zeros, so that equal
 * rates are equal numbers. {@code 139.5} and {@code 139.50} are one rate.
 */
final class PackedRate {

    /** Not a rate. */
    static final long NONE = 0;

    private static final int SCALE_BITS = 5;
    private static final int MOST_DIGITS = 17;

    private PackedRate() {}

    /** @return {@link #NONE} for what is not a decimal number more than 0 of at most 17 digits, with a point or none */
    static long parse(String text) {
        long digits = 0;
        int point = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0 && i < text.length() - 1) {
                point = i;
            } else if (c >= '0' && c <= '9' && i < MOST_DIGITS) {
                digits = digits * 10 + (c - '0');
            } else {
                return NONE;
            }
        }
        int scale = point < 0 ? 0 : text.length() - 1 - point;
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        return digits == 0 ? NONE : digits << SCALE_BITS | scale;
    }

    static BigDecimal unpack(long packed) {
        return BigDecimal.valueOf(packed >> SCALE_BITS, (int) (packed & (1 << SCALE_BITS) - 1));
    }
}
