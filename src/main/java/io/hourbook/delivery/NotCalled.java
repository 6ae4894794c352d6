package io.hourbook.delivery;

import java.time.Duration;

/** A call was not made, for its target is to be left alone for a while: nothing was sent, and it is not the document's fault. */
final class NotCalled extends IllegalStateException {

    private final Duration wait;
    private final boolean lanesWait;

    /** @param wait how long the target is left alone */
    NotCalled(String words, Duration wait) {
        this(words, wait, false);
    }

    private NotCalled(String words, Duration wait, boolean lanesWait) {
        super(words);
        this.wait = wait;
        this.lanesWait = lanesWait;
    }

    /** It was asked enough for the moment: conversations that are begun go on, and no lane begins another for so long. */
    static NotCalled enough(String words, Duration wait) {
        return new NotCalled(words, wait, true);
    }

    /** Whether it is for this pass's lanes to wait, for nobody else knows of it. */
    boolean lanesWait() {
        return lanesWait;
    }

    Duration after() {
        return wait;
    }
}
