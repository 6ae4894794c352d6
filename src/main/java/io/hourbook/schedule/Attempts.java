package io.hourbook.schedule;

import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.timetable.Schedules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** How slots are begun and how attempts at them end. Called in a turn only. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** After the first, the second, … failure; after one more it stays failed. */
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30));
    /** A slot that ends its process again and again must not do so for ever. */
    private static final int MOST_BROKEN_OFF = 10;
    private static final Duration ROUTE_MISSING = Duration.ofMinutes(1);

    private final SlotStore store;
    private final Predicate<String> routes;
    private final Clock clock;
    private final String owner = owner();
    private final Set<String> missing = new HashSet<>();
    /** What could not be written down while the database was away. */
    private Settlement owed;

    Attempts(SlotStore store, Predicate<String> routes, Clock clock) {
        this.store = store;
        this.routes = routes;
        this.clock = clock;
    }

    /** @return the slot, claimed; nothing where somebody has it, or where it cannot be worked and this has been noted */
    Optional<Slot> begin(Agenda.Item item) {
        Instant now = clock.instant();
        SlotStore.Open open = item.open();
        if (open != null && open.running() && open.attempts() >= MOST_BROKEN_OFF) {
            return givenUp(item, now, "the process that worked it ended in the middle, " + open.attempts() + " times");
        }
        if (open != null && item.dueAt().isBefore(now.minus(Agenda.HORIZON))) {
            return givenUp(item, now, "it could not be worked for " + Agenda.HORIZON.toDays() + " days");
        }
        if (!routes.test(item.name())) {
            Finding finding = Schedules.routeMissing(Plans.FILE, item.name());
            store.putOff(item.name(), item.dueAt(), now.plus(ROUTE_MISSING), finding.text());
            if (missing.add(item.name())) {
                LOG.error("{}", finding.text());
            }
            return Optional.empty();
        }
        missing.remove(item.name());
        if (open != null && open.running()) {
            LOG.warn("The slot of {} due {} was left in the middle by a process that is no more; it is worked again", item.name(), item.dueAt());
        }
        return open == null ? store.begin(item.name(), item.dueAt(), owner, now) : store.beginAgain(open, owner, now);
    }

    private Optional<Slot> givenUp(Agenda.Item item, Instant now, String why) {
        Finding finding = failedForGood(item.name(), item.dueAt(), why);
        store.giveUp(item.open(), now, finding.text());
        LOG.error("{}", finding.text());
        return Optional.empty();
    }

    void done(Slot slot, Integer runId) {
        settle(new Settlement(slot, "done", clock.instant(), null, null, runId));
    }

    /** @param stopped the program is being stopped: the slot may be begun again at once, by whoever is there */
    void failed(Slot slot, Integer runId, Throwable why, boolean stopped) {
        Instant now = clock.instant();
        String text = Causes.text(why);
        if (stopped || !slot.asked() && slot.attempt() <= BACKOFF.size()) {
            Instant again = stopped ? now : now.plus(BACKOFF.get(slot.attempt() - 1));
            settle(new Settlement(slot, "waiting", null, again, text, runId));
            LOG.warn("The slot of {} due {} failed and is tried again at {}: {}", slot.name(), slot.dueAt(), again, Causes.sentence(why));
        } else {
            Finding finding = failedForGood(slot.name(), slot.dueAt(), Causes.sentence(why));
            settle(new Settlement(slot, "failed", now, null, text, runId));
            LOG.error("{}", finding.text());
        }
    }

    private static Finding failedForGood(String name, Instant dueAt, String why) {
        return new Finding(
                "SCH-101", "schedule " + name, "the slot due " + dueAt + " has failed for good: " + why, null, "a slot that is done",
                "mend what it names and run the schedule from the console; later slots go on by themselves");
    }

    private void settle(Settlement end) {
        try {
            store.settle(end, owner);
        } catch (DataAccessException away) {
            LOG.warn("How the slot of {} ended could not be noted, and is noted later: {}", end.slot().name(), Causes.sentence(away));
            owed = end;
        }
    }

    /** Before anything else is begun, so that what this process has done is not taken for left behind. */
    void noteWhatIsOwed() {
        if (owed != null) {
            store.settle(owed, owner);
            owed = null;
        }
    }

    private static String owner() {
        String host = "?";
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            // it is told apart by the rest
        }
        String tail = ":" + ProcessHandle.current().pid() + ":" + UUID.randomUUID();
        return host.substring(0, Math.min(host.length(), 120)) + tail;
    }
}
