package io.hourbook.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Short waits for other processes, which offer nothing to wait on. */
final class Pause {

    private Pause() {}

    /** Keeps the interrupt for whoever looks for it next. */
    static void millis(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
