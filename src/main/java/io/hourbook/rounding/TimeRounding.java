package io.hourbook.rounding;

import java.util.Locale;

/** How seconds are brought to a client's increment (domain rule on rounding). */
public enum TimeRounding {
    UP,
    DOWN,
    HALF_UP,
    HALF_EVEN,
    NONE;

    /** The word in mapping tables: {@code half-up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
