package io.hourbook.version;

import io.hourbook.problem.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Looks at the folder again and again, as long as the service runs. Bean {@code gateWatch}. */
public final class GateWatch implements ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(GateWatch.class);
    private static final long END_MILLIS = 6_000;

    private final Gate gate;
    private final Thread thread = new Thread(this::go, "gate");
    private volatile boolean ended;

    GateWatch(Gate gate) {
        this.gate = gate;
        thread.setDaemon(true);
    }

    /** Call it once, after {@link Gate#start()}. */
    public void start() {
        thread.start();
    }

    private void go() {
        String told = "";
        while (!ended) {
            try {
                Thread.sleep(HomeFolder.BETWEEN_LOOKS.toMillis());
                gate.look(false);
                told = "";
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException | StackOverflowError | LinkageError failed) {
                // the database may be away, or the disk full, or one edit may break a check: the next look tries again
                String why = Causes.sentence(failed);
                if (!why.equals(told) && !ended) {
                    LOG.warn("Routes and mappings cannot be looked at; it is tried until they can: {}", why);
                }
                told = why;
            }
        }
    }

    /** Before anything else of the service goes: what is being swapped is swapped to its end. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        ended = true;
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
