package io.hourbook.reload;

import io.hourbook.name.Spelling;
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
        String nearest = names.stream().min(Comparator.comparingInt(name -> Spelling.distance(written, name))).orElseThrow();
        return Spelling.distance(written, nearest) <= Math.max(2, written.length() / 3)
                ? "the nearest name is \"" + nearest + "\""
                : "one of " + names.stream().sorted().limit(12).toList();
    }
}
