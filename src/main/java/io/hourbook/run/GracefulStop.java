package io.hourbook.run;

import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The program is told to stop: the pass in hand comes first, before routes, console and database go. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GracefulStop implements ApplicationListener<ContextClosedEvent> {

    /** Half of the time in which everything has to have ended; the rest is for the console, the routes and the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Passes passes;

    GracefulStop(Passes passes) {
        this.passes = passes;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent closing) {
        passes.stop(PATIENCE);
    }
}
