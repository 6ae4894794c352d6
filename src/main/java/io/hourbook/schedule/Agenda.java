package io.hourbook.schedule;

import io.hourbook.timetable.When;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which slot is worked next: one that a person asked for, else the oldest. */
final class Agenda {

    /** What was missed longer ago is let go, unless it comes seldom. */
    static final Duration HORIZON = Duration.ofDays(35);
    /** So many missed times are all caught up, however long ago they were: two years of months. */
    private static final int FEW = 24;

    private static final Comparator<Item> ORDER = Comparator.comparing((Item item) -> !item.asked()).thenComparing(Item::dueAt);

    private final Map<String, When> plans;
    private final SlotStore.State state;
    private final Instant now;

    Agenda(Map<String, When> plans, SlotStore.State state, Instant now) {
        this.plans = plans;
        this.state = state;
        this.now = now;
    }

    /** @param open the row that is there already, or null for a slot that nobody has begun */
    record Item(String name, Instant dueAt, SlotStore.Open open) {

        boolean asked() {
            return open != null && open.asked();
        }
    }

    /**
     * The next slot. Where one of a schedule waits to be tried again, the later ones of that schedule wait behind it: they are
     * worked in order, and would most likely fail as it did.
     */
    Optional<Item> next() {
        Item first = null;
        Set<String> blocked = new HashSet<>();
        for (SlotStore.Open open : state.open()) {
            if (open.running() || !open.nextAttemptAt().isAfter(now)) {
                first = earlier(first, new Item(open.name(), open.dueAt(), open));
            } else if (!open.asked()) {
                blocked.add(open.name());
            }
        }
        for (Map.Entry<String, When> plan : plans.entrySet()) {
            Optional<Instant> due = blocked.contains(plan.getKey()) ? Optional.empty() : plan.getValue().next(after(plan.getKey()));
            if (due.isPresent() && !due.get().isAfter(now)) {
                first = earlier(first, new Item(plan.getKey(), due.get(), null));
            }
        }
        return Optional.ofNullable(first);
    }

    /** The first named wins where two are due at the same time. */
    private static Item earlier(Item first, Item other) {
        return first == null || ORDER.compare(other, first) < 0 ? other : first;
    }

    /** A schedule's slots are those that come due after its newest one, and after it became what it is. */
    private Instant after(String name) {
        Instant after = state.since().getOrDefault(name, now);
        Instant last = state.last().get(name);
        Instant horizon = now.minus(HORIZON);
        after = last != null && last.isAfter(after) ? last : after;
        return horizon.isAfter(after) && comesOften(plans.get(name), after) ? horizon : after;
    }

    /** What comes seldom, such as the end of a month, is caught up from however long ago: each of its times stands for itself. */
    private boolean comesOften(When when, Instant after) {
        Optional<Instant> due = Optional.of(after);
        for (int i = 0; i <= FEW && due.isPresent() && !due.get().isAfter(now); i++) {
            due = when == null ? Optional.empty() : when.next(due.get());
        }
        return due.isPresent() && !due.get().isAfter(now);
    }

    /** How many slots of the name are due and not done, counted up to a limit. */
    int missed(String name, int limit) {
        int count = (int) state.open().stream().filter(open -> open.name().equals(name)).count();
        When when = plans.get(name);
        Optional<Instant> due = when == null ? Optional.empty() : when.next(after(name));
        while (count < limit && due.isPresent() && !due.get().isAfter(now)) {
            count++;
            due = when.next(due.get());
        }
        return count;
    }
}
