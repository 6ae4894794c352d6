package io.hourbook.delivery;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.hourbook.database.Trouble;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an exchange that failed means for the deliveries it was about. */
final class Release {

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);
    /** While the breaker is open its target is left alone; it lets a few calls through again by itself. */
    private static final Duration BREAKER_PAUSE = Duration.ofSeconds(1);

    private final Exchange exchange;
    private final Throwable cause;

    Release(Exchange exchange) {
        this.exchange = exchange;
        Throwable thrown = exchange.getException();
        this.cause = thrown != null ? thrown : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }

    /** Says in the log what nobody else says. */
    void say() {
        if (Sending.conversation(exchange) != null || leftAlone() || notCalled() != null) {
            return;
        }
        if (Trouble.away(cause)) {
            LOG.debug("the database went away before a document was read", cause);
        } else {
            LOG.error("a document could not be made ready for its target", cause);
        }
    }

    Map<Due, Outcome> outcomes() {
        Dialogue dialogue = Sending.conversation(exchange);
        if (leftAlone()) {
            // the route of a target behind the breaker has not begun its conversation by then
            return all(true, false, BREAKER_PAUSE, "left alone after too many failures");
        }
        if (dialogue == null && notCalled() != null) {
            return all(notCalled().lanesWait(), false, wait(notCalled()), notCalled().getMessage());
        }
        if (dialogue == null && Trouble.away(cause)) {
            // said once by whoever watches the database; nothing was sent, so it was no attempt
            return all(false, false, null, "the database did not answer");
        }
        if (dialogue == null) {
            return all(false, true, null, "could not be made ready: " + message());
        }
        if (dialogue.asks()) {
            dialogue.broken(cause == null ? new IllegalStateException("no answer") : cause);
        }
        return notCalled() == null ? dialogue.outcomes() : waiting(dialogue.outcomes(), notCalled());
    }

    /** The target is left alone, and what waits for it is due when it is not any more: no document was tried. */
    private static Map<Due, Outcome> waiting(Map<Due, Outcome> outcomes, NotCalled away) {
        Map<Due, Outcome> waiting = new LinkedHashMap<>(outcomes);
        waiting.replaceAll((due, outcome) -> outcome instanceof Outcome.Later later
                ? new Outcome.Later(later.doubt(), wait(away), false, away.lanesWait(), false, away.getMessage(), later.status(), later.foundId())
                : outcome);
        return waiting;
    }

    /** A target that is parked holds back its documents by that, and they are due. */
    private static Duration wait(NotCalled away) {
        return away.lanesWait() ? away.after() : Duration.ZERO;
    }

    private Map<Due, Outcome> all(boolean pauses, boolean counts, Duration wait, String words) {
        Object work = exchange.getVariable("work");
        List<Due> dues = work instanceof Batch batch ? batch.dues() : List.of((Due) work);
        Map<Due, Outcome> outcomes = new LinkedHashMap<>();
        dues.forEach(due ->
                outcomes.put(due, new Outcome.Later(due.doubted(), wait, false, pauses, counts, words, null, null)));
        return outcomes;
    }

    private NotCalled notCalled() {
        return cause == null ? null : ObjectHelper.getException(NotCalled.class, cause);
    }

    private boolean leftAlone() {
        return cause != null && ObjectHelper.getException(CallNotPermittedException.class, cause) != null;
    }

    private String message() {
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }
}
