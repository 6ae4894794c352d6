package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.util.Map;

/**
 * The place of a conversation that is begun further in: a circuit breaker has the work done on a copy of the exchange, of which
 * nothing comes back when it fails, and what was said by then must be known nevertheless.
 */
final class Begun implements Dialogue {

    private final Sending sending;
    private volatile Dialogue dialogue;

    Begun(Sending sending) {
        this.sending = sending;
    }

    void with(Dialogue begun) {
        dialogue = begun;
    }

    /** The conversation, or null where none was begun. */
    Dialogue dialogue() {
        return dialogue;
    }

    private Dialogue needed() {
        if (dialogue == null) {
            throw new IllegalStateException("no step has begun a conversation with " + sending.target());
        }
        return dialogue;
    }

    @Override
    public boolean asks() {
        return needed().asks();
    }

    @Override
    public Target target() {
        return sending.target();
    }

    @Override
    public long timeoutMillis() {
        return needed().timeoutMillis();
    }

    @Override
    public int usualCalls() {
        return needed().usualCalls();
    }

    @Override
    public Request request() {
        return needed().request();
    }

    @Override
    public void hear(Answer answer) {
        needed().hear(answer);
    }

    @Override
    public void broken(Throwable cause) {
        needed().broken(cause);
    }

    @Override
    public Map<Due, String> wrote() {
        return needed().wrote();
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        return needed().outcomes();
    }
}
