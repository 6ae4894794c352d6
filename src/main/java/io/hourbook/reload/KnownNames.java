package io.hourbook.reload;

import io.hourbook.name.Nearest;
import io.hourbook.name.Spelling;
import java.util.Collection;

/** What may stand where a name stands that nobody knows. */
final class KnownNames {

    private KnownNames() {}

    /** For the "want" of a finding: the nearest of the names where one is near, else some of them. */
    static String wanted(String written, Collection<String> names) {
        if (names.isEmpty()) {
            return "a name that exists; there is none";
        }
        String nearest = Nearest.to(written, names).orElseThrow();
        return Spelling.distance(written, nearest) <= Math.max(2, written.length() / 3)
                ? "the nearest name is \"" + nearest + "\""
                : "one of " + names.stream().sorted().limit(12).toList();
    }
}
