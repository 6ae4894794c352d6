package io.hourbook.schedule;

import io.hourbook.problem.Problem;

/** Why something failed, as people read it. */
final class Reasons {

    private Reasons() {}

    /** The problem that lies behind it with all it says, or the innermost message. */
    static String text(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof Problem) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "no more is known" : cause.getMessage();
    }

    /** Its first line. */
    static String sentence(Throwable thrown) {
        return text(thrown).lines().findFirst().orElse("no more is known");
    }
}
