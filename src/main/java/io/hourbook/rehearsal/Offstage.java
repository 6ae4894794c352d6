package io.hourbook.rehearsal;

import java.util.Map;
import org.slf4j.MDC;

/**
 * Marks what this thread logs as a rehearsal's, and what threads log that it hands work to: {@code logback.xml} keeps whatever reads as if it
 * had happened out of the log, and says of the rest that it was a rehearsal.
 */
final class Offstage implements AutoCloseable {

    /** As {@code logback.xml} and {@code logback/text.xml} have it. */
    private static final String KEY = "rehearsal";
    private static final String YES = "yes";

    /** A pass of the rehearsal puts marks of its own there and takes them away, those of whoever asked among them. */
    private final Map<String, String> before = MDC.getCopyOfContextMap();

    Offstage() {
        MDC.put(KEY, YES);
    }

    /** Work that another thread does for this one. */
    static Runnable carried(Runnable work) {
        return () -> {
            try (Offstage here = new Offstage()) {
                work.run();
            }
        };
    }

    @Override
    public void close() {
        MDC.setContextMap(before == null ? Map.of() : before);
    }
}
