package io.hourbook.run;

import io.hourbook.problem.Problem;

/** What lies at the bottom of an exception that routes have wrapped. */
final class Causes {

    private Causes() {}

    /** The problem that was wrapped, or the exception as it is. */
    static RuntimeException unwrapped(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    /** The innermost message, without class names. */
    static String sentence(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "no more is known" : cause.getMessage().lines().findFirst().orElse("no more is known");
    }
}
