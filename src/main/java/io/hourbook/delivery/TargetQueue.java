package io.hourbook.delivery;

import io.hourbook.database.PassGuard;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is due at one target, taken from the outbox in bulk and handed to the lanes one by one. */
final class TargetQueue {

    /** Few enough that what comes due in between is not long behind; enough that the outbox is asked seldom. */
    private static final int CLAIM = 64;
    /** Longer than any lane can hold a delivery before it marks it as being sent. */
    private static final Duration LEASE = Duration.ofMinutes(10);
    /** Somebody else may put or free deliveries meanwhile. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** So many failures one after the other are not a document's. */
    private static final int DOWN = 3;

    private final PassGuard guard;
    private final Target target;
    private final String owner;
    private final LocalDate today;
    private final Instant deadline;
    private final DeliveryStore store;
    private final Clock clock;
    private final PassScope scope;
    private final Deque<Due> taken = new ArrayDeque<>();
    private Instant nextLook = Instant.MIN;
    private Instant nextDue;
    private final Supplier<Instant> rest;
    private Instant pausedUntil = Instant.MIN;
    private int failures;

    TargetQueue(
            Target target, String owner, LocalDate today, Instant deadline, DeliveryStore store, Clock clock, PassScope scope, PassGuard guard) {
        this(target, owner, today, deadline, store, clock, scope, guard, () -> Instant.MIN);
    }

    /** @param rest until when its target is left alone, whoever said so */
    TargetQueue(
            Target target, String owner, LocalDate today, Instant deadline, DeliveryStore store, Clock clock, PassScope scope, PassGuard guard,
            Supplier<Instant> rest) {
        this.rest = rest;
        this.guard = guard;
        this.target = target;
        this.owner = owner;
        this.today = today;
        this.deadline = deadline;
        this.store = store;
        this.clock = clock;
        this.scope = scope;
    }

    /** The next to deliver: one, or as many as share a call; empty when nothing is due or the target is to be left alone. */
    synchronized List<Due> take() {
        Instant now = clock.instant();
        if (now.isBefore(rests()) || leftToTheNextPass(now)) {
            return List.of();
        }
        if (taken.isEmpty() && !now.isBefore(nextLook)) {
            look(now);
        }
        List<Due> next = new ArrayList<>();
        boolean together = target.batch() > 1;
        while (!taken.isEmpty()
                && (next.isEmpty() || together && next.size() < target.batch() && taken.peek().fitsBatch())) {
            Due due = taken.poll();
            together &= due.fitsBatch();
            next.add(due);
        }
        return next;
    }

    /** A pass goes on for a target that is fine, however slow; for one that is down no longer than it waits for retries. */
    private boolean leftToTheNextPass(Instant now) {
        return failures >= DOWN && now.isAfter(deadline);
    }

    /** Something came of a delivery, or nothing. */
    synchronized void heard(boolean well) {
        failures = well ? 0 : failures + 1;
    }

    private void look(Instant now) {
        Instant dueBy = now.isBefore(deadline) ? now : deadline;
        taken.addAll(store.claim(guard, target, owner, today, now, dueBy, now.plus(LEASE), Math.max(CLAIM, target.batch()), scope));
        if (taken.isEmpty()) {
            Optional<Instant> next = store.nextDue(target.target(), today, scope);
            nextDue = next.orElse(null);
            nextLook = earlier(now.plus(LOOK_AGAIN), next.orElse(Instant.MAX));
        }
    }

    /** When to ask again, or empty when nothing more comes due before the deadline. */
    synchronized Optional<Instant> next() {
        if (leftToTheNextPass(clock.instant())) {
            return Optional.empty();
        }
        if (!taken.isEmpty()) {
            // another lane has fetched them since this one found nothing
            return Optional.of(notPast(rests())).filter(until -> !until.isAfter(deadline));
        }
        if (nextDue == null || nextDue.isAfter(deadline) || rests().isAfter(deadline)) {
            return Optional.empty();
        }
        Instant look = earlier(nextLook, nextDue);
        return Optional.of(notPast(look.isBefore(rests()) ? rests() : look));
    }

    /** A target that never had to be left alone may be called since ever, and how long ago that is cannot be said in milliseconds. */
    private Instant notPast(Instant at) {
        Instant now = clock.instant();
        return at.isAfter(now) ? at : earlier(now, deadline);
    }

    /** Until when its target is left alone. */
    synchronized Instant rests() {
        Instant said = rest.get();
        return said.isAfter(pausedUntil) ? said : pausedUntil;
    }

    synchronized void postponed(Instant until, boolean pauses) {
        if (pauses && until.isAfter(pausedUntil)) {
            pausedUntil = until;
        }
        nextDue = nextDue == null ? until : earlier(nextDue, until);
        nextLook = earlier(nextLook, until);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    Instant now() {
        return clock.instant();
    }
}
