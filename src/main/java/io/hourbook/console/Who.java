package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.security.Principal;

/** By what name a decision is kept. */
final class Who {

    private static final String NOBODY = "nobody who is known";

    private Who() {}

    /**
     * By what name somebody decides about another's edit.
     *
     * @throws Problem VER-207 where it is nobody in particular: a command on this machine is whoever can read this home
     */
    static String person(Principal principal) {
        String name = name(principal);
        if (name.equals(NOBODY) || name.equals("local")) {
            throw new Problem(new Finding("VER-207", "approval", "a second person decides, and this is nobody in particular", name,
                    "a user, or a token of somebody's", "hourbook proposals approve N --user NAME, or the console"));
        }
        return name;
    }

    /** @param principal whoever has logged in: nobody else is let through */
    static String name(Principal principal) {
        return principal == null ? NOBODY : principal.getName();
    }
}
