package io.hourbook.delivery;

import io.hourbook.database.PassGuard;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One delivery of all that is due: its lanes, and what it has come to so far. */
public final class DeliveryPass {

    /** The tables are no faster for more. */
    private static final int MOST_AHEAD = 4;
    /** An answer that cannot be written three times is left to the next pass: its target has heard enough. */
    private static final int MOST_ROUNDS = 3;

    private final String owner = UUID.randomUUID().toString();
    private final int runId;
    private final LocalDate today;
    private final Instant deadline;
    private final Map<String, TargetQueue> queues = new LinkedHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final BooleanSupplier stopping;
    private int rounds;
    private boolean goesOn = true;
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger updated = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger finals = new AtomicInteger();

    /**
     * @param deadline what comes due after it is left to the next pass
     * @param stopping whether the program is being stopped
     */
    DeliveryPass(
            int runId,
            LocalDate today,
            Instant deadline,
            List<Target> targets,
            DeliveryStore store,
            Clock clock,
            BooleanSupplier stopping) {
        this(runId, today, deadline, targets, store, clock, PassScope.ALL, PassGuard.here(), stopping, target -> Instant.MIN);
    }

    /**
     * @param scope the flows whose documents it sends
     * @param guard asked before each claim, on whatever thread
     * @param rests until when a target is left alone, by its name
     */
    DeliveryPass(
            int runId,
            LocalDate today,
            Instant deadline,
            List<Target> targets,
            DeliveryStore store,
            Clock clock,
            PassScope scope,
            PassGuard guard,
            BooleanSupplier stopping,
            Function<String, Instant> rests) {
        this.runId = runId;
        this.today = today;
        this.deadline = deadline;
        this.stopping = stopping;
        for (Target target : targets) {
            TargetQueue queue = new TargetQueue(
                    target, owner, today, deadline, store, clock, scope, guard, () -> rests.apply(target.target()));
            queues.put(target.target(), queue);
            int calls = Math.max(1, target.concurrency());
            Semaphore turns = new Semaphore(calls, true);
            for (int i = 0; i < calls + ahead(calls); i++) {
                lanes.add(new Lane(queue, turns, stopping));
            }
        }
    }

    /** Lanes that read their document and write its answer while others call. A target that takes one call at a time is sent to in order. */
    private static int ahead(int calls) {
        return calls == 1 ? 0 : Math.min(calls, MOST_AHEAD);
    }

    /** For each target as many as it takes calls at once, and some more: of them only so many call. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** Whether its lanes are to be sent off, the first time or once more. */
    public boolean goesOn() {
        return goesOn;
    }

    /** Its lanes are done. @param left whether something was left in hand, which the lanes can take up again */
    void freed(boolean left, Instant now) {
        goesOn = left && ++rounds < MOST_ROUNDS && now.isBefore(deadline) && !stopping.getAsBoolean();
        if (goesOn) {
            queues.values().forEach(queue -> queue.postponed(now, false));
        }
    }

    String owner() {
        return owner;
    }

    int runId() {
        return runId;
    }

    /** Tells the lanes that a delivery of this target comes due, or that the target wants to be left alone until then. */
    void postponed(String target, Instant until, boolean pausesTarget) {
        TargetQueue queue = queues.get(target);
        if (queue != null) {
            queue.postponed(until, pausesTarget);
        }
    }

    /** Whether a target did something with what it was sent, or nothing came of it. */
    void heard(String target, Outcome outcome) {
        TargetQueue queue = queues.get(target);
        if (queue != null) {
            queue.heard(!(outcome instanceof Outcome.Later later) || !later.counts());
        }
    }

    void count(Outcome outcome) {
        if (outcome instanceof Outcome.Delivered delivered) {
            (delivered.created() ? created : updated).incrementAndGet();
        } else if (outcome instanceof Outcome.Refused) {
            failed.incrementAndGet();
        } else if (outcome instanceof Outcome.Final) {
            finals.incrementAndGet();
        }
    }

    DeliverySummary summary(DeliveryStore store) {
        return new DeliverySummary(created.get(), updated.get(), failed.get(), store.pending(today), finals.get());
    }
}
