package io.hourbook.delivery;

import java.time.Duration;
import org.apache.camel.Exchange;

/** A call that is out. Its end is told once. */
final class OpenCall {

    private static final String PROPERTY = "openCall";

    private final CallLog log;
    private final String target;
    private final long began = System.nanoTime();

    private OpenCall(CallLog log, String target) {
        this.log = log;
        this.target = target;
    }

    static void begin(Exchange exchange, CallLog log, String target) {
        exchange.setProperty(PROPERTY, new OpenCall(log, target));
    }

    /** Nothing where no call is out. @param status of the answer, null where none came */
    static void end(Exchange exchange, Integer status) {
        OpenCall open = (OpenCall) exchange.removeProperty(PROPERTY);
        if (open != null) {
            open.log.called(open.target, status == null ? "none" : status / 100 + "xx", Duration.ofNanos(System.nanoTime() - open.began));
        }
    }
}
