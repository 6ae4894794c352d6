package io.hourbook.security;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of users and tokens: what survives a terminal, a log line, a URL and an HTTP header. */
final class Names {

    /** Whom Hourbook itself is known by where it is written down who did something. */
    private static final Set<String> TAKEN = Set.of("local", "hourbook", "nobody", "anonymous", "schedule");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int SHOWN = 64;

    private Names() {}

    /** @return what would have been right, or null where nothing is wrong */
    static String fault(String name) {
        if (TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
            return "a name that is not one of Hourbook's own: " + String.join(", ", TAKEN.stream().sorted().toList());
        }
        return NAME.matcher(name).matches() ? null : "1 to 64 letters, digits or . _ @ -, beginning with a letter or digit";
    }

    /** A name somebody else wrote, safe to print. */
    static String shown(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return "\"" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain) + "\"";
    }
}
