package io.hourbook.database;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;

/**
 * A pass had to end before it was through, and nothing is wrong with what it did: each of its transactions is whole, and the
 * next pass goes on from there.
 */
public final class PassEnded extends Problem {

    /** What ended it. */
    public enum Why {
        /** Somebody asked the program to stop. */
        STOPPED,
        /** Its lock was lost with a connection, and another process has begun a pass. */
        TAKEN_OVER,
        /** The database went away. */
        DATABASE_AWAY,
        /** There is no room on a disk. */
        NO_ROOM
    }

    private final Why why;

    public PassEnded(Why why, Finding finding) {
        super(finding);
        this.why = why;
    }

    public PassEnded(Why why, Finding finding, Throwable cause) {
        super(finding, cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** Whether this is at the bottom of an exception, however often it has been wrapped. */
    public static boolean in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PassEnded) {
                return true;
            }
        }
        return false;
    }
}
