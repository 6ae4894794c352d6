package io.hourbook.schedule;

import io.hourbook.database.DatabaseClock;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Problem;
import io.hourbook.run.Turn;
import io.hourbook.timetable.When;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;

/**
 * What is due by itself, as rows that one process claims, among all on one database. Bean {@code slots}.
 *
 * <p>Whoever has the turn works slots, so one that is found running then was left by a process that is no more, and is worked
 * again. Missed slots are caught up oldest first.
 */
public final class Slots {

    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);
    private static final int COUNTED = 1_000;
    /** One claim may find this many that cannot be begun before it finds one that can. */
    private static final int TRIES = 100;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration BETWEEN_PRUNINGS = Duration.ofHours(1);

    private final Plans plans;
    private final SlotStore store;
    private final Attempts attempts;
    private final Work work;
    private final ToIntFunction<String> waiting;
    private final OwnFiles own;
    private final Clock clock;
    private volatile Instant lookedAt;
    private Instant pruned = Instant.MIN;
    private boolean away;
    private Claim claimed;
    private boolean settled;

    /** A slot and the turn in which it is worked. */
    private record Claim(Slot slot, Turn turn) {}

    /** How this process works slots. */
    interface Work {
        /** The right to work, or nothing where another has it. */
        Optional<Turn> turn();

        /** Runs the pass of a slot's name in a turn. */
        void pass(Turn turn, String name);

        boolean stopping();
    }

    /** @param waiting how much waits for the schedule of a name: files of a source, documents of a flow */
    Slots(Plans plans, SlotStore store, Attempts attempts, Work work, ToIntFunction<String> waiting, Clock clock) {
        this.plans = plans;
        this.store = store;
        this.attempts = attempts;
        this.work = work;
        this.waiting = waiting;
        this.own = new OwnFiles(work, waiting);
        this.clock = clock;
    }

    /**
     * Claims the next slot that is due, in a turn of its own: whoever waits for a turn, here or elsewhere, comes in between.
     * The turn ends when the next is asked for.
     *
     * @return whether there is one; not where another process has the turn or the program is being stopped: then what is due
     *     is for the next look
     */
    public synchronized boolean next() {
        if (claimed != null) {
            end();
        }
        claimed = claim().orElse(null);
        settled = false;
        return claimed != null;
    }

    private void end() {
        try (Turn ended = claimed.turn()) {
            if (!settled) {
                failed(new IllegalStateException("its route stopped in the middle: a dead letter or the log says why"));
            }
        } finally {
            claimed = null;
        }
    }

    /** The slot that was claimed last. */
    public Slot slot() {
        return claimed.slot();
    }

    private Optional<Claim> claim() {
        if (work.stopping()) {
            return Optional.empty();
        }
        try {
            DatabaseClock.refresh(clock);
            plans.remember(clock.instant());
            SlotStore.State state = store.state();
            if (!state.since().keySet().containsAll(plans.active().keySet())) {
                plans.rememberMissing(state.since().keySet(), clock.instant());
                state = store.state();
            }
            lookedAt = clock.instant();
            away = false;
            own.take(state.begun());
            boolean anything = plans.edited() || agenda(state).next().isPresent();
            return anything && !state.turnTaken() ? claimInTurn() : Optional.empty();
        } catch (DataAccessException | Problem failed) {
            // no version yet: the first one is being checked, and what keeps it out is told by whoever checks it
            boolean begins = failed instanceof Problem problem && problem.code().equals("VER-107");
            if (!away && !begins) {
                LOG.warn("What is due cannot be looked up; it is tried until it can: {}", Causes.sentence(failed));
            }
            away = !begins;
            return Optional.empty();
        }
    }

    private Optional<Claim> claimInTurn() {
        Optional<Turn> turn = work.turn();
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        Optional<Slot> slot = Optional.empty();
        try {
            attempts.noteWhatIsOwed();
            plans.readEdit(clock.instant());
            prune();
            slot = begin();
            slot.ifPresent(own::worked);
            return slot.map(begun -> new Claim(begun, turn.get()));
        } finally {
            if (slot.isEmpty()) {
                turn.get().close();
            }
        }
    }

    private Optional<Slot> begin() {
        for (int i = 0; i < TRIES; i++) {
            Optional<Agenda.Item> item = agenda(store.state()).next();
            Optional<Slot> slot = item.flatMap(attempts::begin);
            if (item.isEmpty() || slot.isPresent()) {
                return slot;
            }
        }
        return Optional.empty();
    }

    private Agenda agenda(SlotStore.State state) {
        return new Agenda(plans.active(), state, clock.instant());
    }

    private void prune() {
        Instant now = clock.instant();
        if (now.isAfter(pruned.plus(BETWEEN_PRUNINGS))) {
            store.prune(now.minus(KEPT));
            pruned = now;
        }
    }

    /** Runs the pass of the claimed slot. @throws Problem where it breaks off */
    public void pass() {
        try (MDC.MDCCloseable named = MDC.putCloseable("slot", claimed.slot().name())) {
            work.pass(claimed.turn(), claimed.slot().name());
        }
    }

    /** The work of the claimed slot is done. */
    public void done() {
        settled = true;
        attempts.done(claimed.slot(), claimed.turn().runId().orElse(null));
    }

    /** It failed: notes why, and when it is tried again, if it is. */
    public void failed(Throwable why) {
        settled = true;
        attempts.failed(claimed.slot(), claimed.turn().runId().orElse(null), why, work.stopping());
    }

    /** Every schedule as it stands, in the order of mappings/schedules.yaml. */
    public List<ScheduleView> view() {
        Map<String, When> active = plans.active();
        Map<String, ScheduleView.Last> newest = store.newest();
        Instant now = clock.instant();
        Agenda agenda = new Agenda(active, store.state(), now);
        List<ScheduleView> views = new ArrayList<>();
        active.forEach((name, when) -> views.add(new ScheduleView(
                name, when.words(), zone(when), newest.get(name), when.next(now).orElse(null), agenda.missed(name, COUNTED),
                waiting.applyAsInt(name))));
        return views;
    }

    /** The zone by the name that people know: Java writes UTC as Z. */
    private static String zone(When when) {
        return when.zone().equals(ZoneOffset.UTC) ? "UTC" : when.zone().getId();
    }

    /** When this process last looked for what is due; empty before the first time, and while no schedules run here. */
    public Optional<Instant> lookedAt() {
        return Optional.ofNullable(lookedAt);
    }

    /**
     * Has a schedule's work done now, by whichever process looks first. Asked twice before it began, it is done once.
     *
     * @param name as {@link ScheduleView#name}, or {@code source:} and {@code flow:} with a name that has no schedule of its own
     * @param by   who asks
     * @throws Problem SCH-103 where there is nothing of that name, SCH-102 where its route does not run
     */
    public void runNow(String name, String by) {
        plans.require(name);
        store.ask(name, by, clock.instant());
        LOG.info("{} asked for {}", by, name);
    }
}
