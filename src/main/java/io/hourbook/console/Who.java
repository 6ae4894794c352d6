package io.hourbook.console;

import java.security.Principal;

/** By what name a decision is kept. */
final class Who {

    private static final String LOCAL = "whoever can read this home";

    private Who() {}

    /** @param principal null where nobody had to log in: the token of this home was shown */
    static String name(Principal principal) {
        return principal == null ? LOCAL : principal.getName();
    }
}
