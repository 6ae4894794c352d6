package io.hourbook.money;

import java.math.RoundingMode;

/** How a tie is settled when an amount is rounded to its currency's minor unit (domain rule on rounding). */
public enum MoneyRounding {
    HALF_UP(RoundingMode.HALF_UP),
    HALF_EVEN(RoundingMode.HALF_EVEN);

    private final RoundingMode mode;

    MoneyRounding(RoundingMode mode) {
        this.mode = mode;
    }

    public RoundingMode mode() {
        return mode;
    }

    /** The word in mapping tables: {@code half-up}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
