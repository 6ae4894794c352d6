package io.hourbook.delivery;

import java.time.Duration;

/** A call was not made, for its target is to be left alone for a while: nothing was sent, and it is not the document's fault. */
final class NotCalled extends IllegalStateException {

    private final Duration wait;

    /** @param wait how long the target is left alone */
    NotCalled(String words, Duration wait) {
        super(words);
        this.wait = wait;
    }

    Duration after() {
        return wait;
    }
}
