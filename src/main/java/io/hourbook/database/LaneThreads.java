package io.hourbook.database;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/**
 * Threads on which parts of a pass are done side by side, for the {@code split} of a route: one for each part that is under
 * way, a daemon with a name, ended after a minute without work. What a part logs is its pass's.
 */
public final class LaneThreads extends ThreadPoolExecutor {

    private static final int IDLE_SECONDS = 60;

    private final boolean fenced;

    private LaneThreads(String name, boolean fenced) {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named(name));
        this.fenced = fenced;
    }

    /** Threads whose transactions are those of the pass that handed over the work, and end with it: {@link PassGuard}. */
    public static ExecutorService fenced(String name) {
        return new LaneThreads(name, true);
    }

    /** Threads that write down what has happened elsewhere, whether or not the pass may still go on. */
    public static ExecutorService unfenced(String name) {
        return new LaneThreads(name, false);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable work) {
        Map<String, String> log = MDC.getCopyOfContextMap();
        Runnable guarded = fenced ? PassGuard.carried(work) : work;
        super.execute(() -> {
            MDC.setContextMap(log == null ? Map.of() : log);
            try {
                guarded.run();
            } finally {
                MDC.clear();
            }
        });
    }
}
