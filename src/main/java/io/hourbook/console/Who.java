package io.hourbook.console;

import java.security.Principal;

/** By what name a decision is kept. */
final class Who {

    private static final String NOBODY = "nobody who is known";

    private Who() {}

    /** @param principal whoever has logged in: nobody else is let through */
    static String name(Principal principal) {
        return principal == null ? NOBODY : principal.getName();
    }
}
