package io.hourbook.delivery;

import java.util.Map;

/**
 * What is said to a target, call by call, until it is known what became of a delivery. Each kind of target has its own; it knows
 * the protocol and nothing else: no network, no clock, no database. It begins with its outcomes known where there is nothing to ask.
 */
public interface Dialogue extends Conversation {

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

    /**
     * What its calls write, by delivery, in the target's own words: kept before the first byte of them leaves, so that what stands there
     * can be told from what people made of it. Nothing where documents there have a mark of ours.
     */
    default Map<Due, String> wrote() {
        return Map.of();
    }

    /** What became of each delivery it was about. Complete: one that nothing was heard of is in doubt. */
    Map<Due, Outcome> outcomes();
}
