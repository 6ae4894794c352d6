package io.hourbook.delivery;

import io.hourbook.mapping.Target;

/**
 * What is said to a target, call by call, until it is known what became of a delivery. Knows the protocol and nothing else:
 * no network, no clock, no database.
 */
public interface Conversation {

    /** Whether a question is still open. */
    boolean asks();

    /** Whom it is held with. */
    Target target();

    /** How many calls it is likely to make, at most: a target with few calls a minute is asked for so many before the first. */
    default int usualCalls() {
        return 6;
    }

    /** How long one answer may take, in milliseconds. */
    default long timeoutMillis() {
        return Math.max(1, target().timeoutSeconds()) * 1_000L;
    }
}
