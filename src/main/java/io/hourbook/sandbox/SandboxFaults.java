package io.hourbook.sandbox;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What goes wrong in the sandbox, to rehearse it. Nothing until somebody asks for it; forgotten with a restart. */
@Component
public class SandboxFaults {

    /** What a call meets. */
    enum Fault {
        NONE,
        UNAVAILABLE,
        TOO_MANY,
        CUT
    }

    /**
     * @param unavailableEvery every so many calls the answer is 503, 0 for never
     * @param tooManyEvery     every so many calls the answer is 429, 0 for never
     * @param cutEvery         every so many calls the work is done and the line cut, 0 for never
     * @param retryAfterSeconds what 429 and 503 name as the time to come back, or null for no word about it
     * @param latencyMillis    how long every call takes at least, at most a minute
     */
    public record Settings(
            int unavailableEvery, int tooManyEvery, int cutEvery, Integer retryAfterSeconds, long latencyMillis) {

        public Settings {
            if (unavailableEvery < 0 || tooManyEvery < 0 || cutEvery < 0 || latencyMillis < 0 || latencyMillis > 60_000) {
                throw new IllegalArgumentException("numbers from 0 up, latencyMillis at most 60000");
            }
        }
    }

    static final Settings NOTHING = new Settings(0, 0, 0, null, 0);

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Settings settings = NOTHING;

    /** What is asked for now. */
    public Settings settings() {
        return settings;
    }

    /** Asks for other faults; counting begins anew. */
    public void set(Settings asked) {
        settings = asked;
        calls.set(0);
    }

    /** Counts a call. */
    Fault next() {
        Settings now = settings;
        if (now == NOTHING) {
            return Fault.NONE;
        }
        int call = calls.incrementAndGet();
        if (every(now.unavailableEvery(), call)) {
            return Fault.UNAVAILABLE;
        }
        if (every(now.tooManyEvery(), call)) {
            return Fault.TOO_MANY;
        }
        return every(now.cutEvery(), call) ? Fault.CUT : Fault.NONE;
    }

    private static boolean every(int n, int call) {
        return n > 0 && call % n == 0;
    }
}
