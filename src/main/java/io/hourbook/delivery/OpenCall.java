package io.hourbook.delivery;

import java.time.Duration;
import org.apache.camel.Exchange;

/** A call that is out. Its end is told once. */
final class OpenCall {

    private static final String PROPERTY = "openCall";

    private final CallLog log;
    private final String target;
    private final Runnable turn;
    private final long began = System.nanoTime();

    private OpenCall(CallLog log, String target, Runnable turn) {
        this.log = log;
        this.target = target;
        this.turn = turn;
    }

    /**
     * Waits for the lane's turn to call. Every call that begins here is ended, whatever comes of it: the lane keeps it, for a
     * circuit breaker has the call made on a copy of the exchange, of which nothing comes back when it fails.
     */
    static void begin(Exchange exchange, CallLog log, String target) {
        end(exchange, null);
        Lane lane = exchange.getVariable("lane", Lane.class);
        if (lane == null) {
            exchange.setProperty(PROPERTY, new OpenCall(log, target, () -> {}));
        } else {
            lane.calls(new OpenCall(log, target, lane.turn()));
        }
    }

    /** Nothing where no call is out. @param status of the answer, null where none came */
    static void end(Exchange exchange, Integer status) {
        Lane lane = exchange.getVariable("lane", Lane.class);
        OpenCall open = lane == null ? (OpenCall) exchange.removeProperty(PROPERTY) : lane.calls(null);
        if (open != null) {
            open.turn.run();
            open.log.called(open.target, status == null ? "none" : status / 100 + "xx", Duration.ofNanos(System.nanoTime() - open.began));
        }
    }
}
