package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.util.Map;

/**
 * What is said to a target, call by call, until it is known what became of a delivery. Knows the protocol and nothing else:
 * no network, no clock, no database.
 */
public interface Conversation {

    /** Whether a question is still open. */
    boolean asks();

    /** Whom it is held with. */
    Target target();

    /** How long one answer may take, in milliseconds. */
    default long timeoutMillis() {
        return Math.max(1, target().timeoutSeconds()) * 1_000L;
    }
}

/** The side of a conversation that only this package sees. */
interface Dialogue extends Conversation {

    /** The call to make now. Once taken it counts as sent, until {@link #hear} or {@link #broken} says more. */
    Request request();

    /**
     * Takes the answer to the last request.
     *
     * @throws TryLater when it has to be tried again
     */
    void hear(Answer answer);

    /** Ends it because the last request has no answer, or none could be sent. */
    void broken(Throwable cause);

    /** What became of each delivery it was about. Complete: one that nothing was heard of is in doubt. */
    Map<Due, Outcome> outcomes();
}
