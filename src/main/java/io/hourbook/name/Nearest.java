package io.hourbook.name;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a person most likely meant. */
public final class Nearest {

    /** Enough to tell names apart, and a bound on the work for a hostile one. */
    private static final int LENGTH = 80;

    /** A hint is worth that much work and no more. */
    private static final int CANDIDATES = 5_000;

    private Nearest() {}

    /** The known word with the fewest letters to change; of several, the one that begins alike, then the first. */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = FoldedName.of(cut(word));
        return known.stream().limit(CANDIDATES).min(Comparator.comparingInt(candidate -> far(wanted, FoldedName.of(cut(candidate)))));
    }

    private static String cut(String word) {
        return word.length() > LENGTH ? word.substring(0, LENGTH) : word;
    }

    private static int far(String a, String b) {
        int alike = 0;
        while (alike < Math.min(a.length(), b.length()) && a.charAt(alike) == b.charAt(alike)) {
            alike++;
        }
        return Spelling.distance(a, b) * (LENGTH + 1) - alike;
    }
}
