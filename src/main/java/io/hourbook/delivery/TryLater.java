package io.hourbook.delivery;

/** The target has not done it, or nobody knows whether it has: the call counts against it, and it is tried again. */
public final class TryLater extends RuntimeException {

    private final transient Outcome.Later outcome;

    public TryLater(Outcome.Later outcome) {
        super(outcome.words(), null, false, false);
        this.outcome = outcome;
    }

    Outcome.Later outcome() {
        return outcome;
    }
}
