package io.hourbook.reload;

import java.util.Collection;
import java.util.Comparator;

/** The known name that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** A sentence for the "want" of a finding: the nearest of the names where one is near, and how many there are. */
    static String of(String written, Collection<String> names) {
        if (names.isEmpty()) {
            return "a name that exists; there is none";
        }
        String nearest = names.stream().min(Comparator.comparingInt(name -> distance(written, name))).orElseThrow();
        return distance(written, nearest) <= Math.max(2, written.length() / 3)
                ? "the nearest name is \"" + nearest + "\""
                : "one of " + names.stream().sorted().limit(12).toList();
    }

    /** Single-letter changes between two words. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
