package io.hourbook.observe;

import io.hourbook.database.Database;
import io.hourbook.database.Presence;
import io.hourbook.home.FreeSpace;
import io.hourbook.observe.Figures.Figure;
import io.hourbook.problem.Problem;
import io.hourbook.schedule.ScheduleView;
import io.hourbook.schedule.Slots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What is known of the service's state: looked at every few seconds by a thread of its own, so that nobody who asks waits for
 * the database.
 */
final class Observation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

    private final Database database;
    private final FigureStore store;
    private final InboxLook inbox;
    private final FreeSpace space;
    private final ObjectProvider<Slots> slots;
    private final Clock clock;
    private final List<Consumer<Figures>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hourbook-observation");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Figures figures = Figures.NONE;
    private volatile InboxLook.Seen seen = InboxLook.Seen.NOTHING;
    private volatile List<ScheduleView> schedules = List.of();
    private volatile boolean ran = true;
    private boolean failed;

    Observation(Database database, FigureStore store, InboxLook inbox, FreeSpace space, ObjectProvider<Slots> slots, Clock clock) {
        this.database = database;
        this.store = store;
        this.inbox = inbox;
        this.space = space;
        this.slots = slots;
        this.clock = clock;
    }

    void start(Duration between) {
        looks.scheduleWithFixedDelay(this::look, 0, between.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param listener told of new figures, on the looking thread */
    void tell(Consumer<Figures> listener) {
        listeners.add(listener);
    }

    /** A run is over: what only runs change is asked for again. */
    void runEnded() {
        ran = true;
    }

    /** One look; what cannot be had now stays as it was. */
    void look() {
        try {
            seen = inbox.look();
            if (database.away()) {
                return;
            }
            boolean again = ran;
            ran = false;
            List<Figure> light = store.light();
            List<Figure> heavy = again || figures.at() == null ? store.heavy() : figures.heavy();
            figures = new Figures(clock.instant(), light, heavy);
            listeners.forEach(listener -> listener.accept(figures));
            slots.ifAvailable(known -> schedules = known.view());
            failed = false;
        } catch (RuntimeException unexpected) {
            ran = true;
            if (begins(unexpected)) {
                return;
            }
            if (!failed && !database.away()) {
                LOG.warn("The state could not be looked at; it is tried again: {}", sentence(unexpected));
            }
            failed = true;
        }
    }

    /** The first version of a home is still being checked: if it does not pass, that is told by whoever checks it. */
    private static boolean begins(RuntimeException failed) {
        return failed instanceof Problem problem && problem.code().equals("VER-107");
    }

    private static String sentence(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Those of the last look, or nothing where they are too old to say anything about now. */
    Optional<Figures> figures() {
        return Optional.of(figures).filter(known -> known.fresh(clock.instant()) && !database.away());
    }

    InboxLook.Seen inbox() {
        return seen;
    }

    List<ScheduleView> schedules() {
        return schedules;
    }

    Presence presence() {
        return database.presence();
    }

    String databaseAddress() {
        return database.address();
    }

    List<FreeSpace.Place> disks() {
        return space.places();
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
