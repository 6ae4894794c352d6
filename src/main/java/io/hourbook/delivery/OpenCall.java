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

    /**
     * Every call that begins here is ended, whatever comes of it: the lane keeps it, for a circuit breaker has the call made on
     * a copy of the exchange, of which nothing comes back when it fails.
     */
    static void begin(Exchange exchange, CallLog log, String target) {
        end(exchange, null);
        OpenCall call = new OpenCall(log, target);
        Lane.of(exchange).ifPresentOrElse(lane -> lane.calls(call), () -> exchange.setProperty(PROPERTY, call));
    }

    /** Nothing where no call is out. @param status of the answer, null where none came */
    static void end(Exchange exchange, Integer status) {
        OpenCall open = Lane.of(exchange).map(lane -> lane.calls(null)).orElseGet(() -> (OpenCall) exchange.removeProperty(PROPERTY));
        if (open != null) {
            open.log.called(open.target, status == null ? "none" : status / 100 + "xx", Duration.ofNanos(System.nanoTime() - open.began));
        }
    }
}
