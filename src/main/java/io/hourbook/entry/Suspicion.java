package io.hourbook.entry;

import java.util.EnumSet;
import java.util.Set;

/** Why an entry needs a person's look before anything is made of it (domain rule on time). Stored as bits by ordinal: never reorder. */
public enum Suspicion {
    LONGER_THAN_LIMIT("longer than the limit for one entry"),
    WALL_TIME_DOES_NOT_EXIST("its wall time does not exist: clocks jumped over it"),
    WALL_TIME_EXISTS_TWICE("its wall time exists twice: clocks were set back"),
    DURATION_DISAGREES("its duration and its end minus start disagree by more than a minute"),
    OVERLAPS("overlaps another timed entry of the same worker"),
    DAY_OVER_24_HOURS("the worker's day adds up to more than 24 h"),
    STARTS_IN_FUTURE("starts in the future");

    private final String sentence;

    Suspicion(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    public static int bits(Set<Suspicion> suspicions) {
        int bits = 0;
        for (Suspicion suspicion : suspicions) {
            bits |= 1 << suspicion.ordinal();
        }
        return bits;
    }

    public static Set<Suspicion> of(int bits) {
        EnumSet<Suspicion> suspicions = EnumSet.noneOf(Suspicion.class);
        for (Suspicion suspicion : values()) {
            if ((bits & 1 << suspicion.ordinal()) != 0) {
                suspicions.add(suspicion);
            }
        }
        return suspicions;
    }
}
