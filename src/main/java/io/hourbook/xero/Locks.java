package io.hourbook.xero;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Until when an organisation is locked. A day that is locked takes nothing that counts; drafts it takes.
 *
 * @param period    for all but advisers, or null where it is not
 * @param endOfYear for everybody, or null where it is not
 */
record Locks(LocalDate period, LocalDate endOfYear) {

    static final Locks NONE = new Locks(null, null);

    /** Whether nobody can book on that day. */
    boolean forEverybody(LocalDate day) {
        return until(day, endOfYear);
    }

    /** Whether somebody cannot. */
    boolean forSome(LocalDate day) {
        return until(day, period) || until(day, endOfYear);
    }

    private static boolean until(LocalDate day, LocalDate lock) {
        return lock != null && !day.isAfter(lock);
    }

    /** The last day that is locked for anybody, or null for none. */
    LocalDate last() {
        return period == null || endOfYear != null && endOfYear.isAfter(period) ? endOfYear : period;
    }

    /** In words, or null where nothing is locked. */
    String words() {
        List<String> words = new ArrayList<>();
        if (period != null) {
            words.add("locked for all but advisers until " + period);
        }
        if (endOfYear != null) {
            words.add("for everybody until " + endOfYear);
        }
        return words.isEmpty() ? null : String.join(", ", words);
    }
}
