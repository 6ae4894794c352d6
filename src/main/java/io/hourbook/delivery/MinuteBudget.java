package io.hourbook.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of each target in the last 60 seconds, as its {@code per_minute} limits them. Each call counts, whatever conversation it is of. A
 * conversation lays claim to as many as it is likely to make before it makes its first: begun without them, several would use up the
 * minute between them, and each would begin anew in the next. This process's own calls: a restart knows none.
 */
final class MinuteBudget {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** What others have laid claim to is free again when their conversations are over, which nobody can say. */
    private static final Duration SOON = Duration.ofMillis(250);

    /** Of one target. */
    private static final class Spent {
        private final Deque<Instant> calls = new ArrayDeque<>();
        private int claimed;
    }

    /** What one conversation may call without asking. */
    final class Claim {
        private final Spent spent;
        private final boolean all;
        private int left;

        private Claim(Spent spent, int left, boolean all) {
            this.spent = spent;
            this.left = left;
            this.all = all;
        }

        /** Whether it is all that there is in a minute: nobody else calls, and nothing is gained by beginning anew. */
        boolean all() {
            return all;
        }

        /** The conversation is over. */
        void end() {
            synchronized (MinuteBudget.this) {
                spent.claimed -= left;
                left = 0;
            }
        }
    }

    private final Clock clock;
    private final Map<String, Spent> targets = new HashMap<>();

    MinuteBudget(Clock clock) {
        this.clock = clock;
    }

    /** What is known of a target now. */
    private Spent now(String target, Instant now) {
        Spent spent = targets.computeIfAbsent(target, any -> new Spent());
        while (!spent.calls.isEmpty() && !spent.calls.peekFirst().plus(WINDOW).isAfter(now)) {
            spent.calls.removeFirst();
        }
        return spent;
    }

    /**
     * Begins a conversation.
     *
     * @param perMinute calls that the target takes, 1 or more
     * @param calls     as many as it is likely to make
     * @return its claim, or nothing where too little is left
     */
    synchronized Optional<Claim> begin(String target, int perMinute, int calls) {
        Spent spent = now(target, clock.instant());
        int wanted = Math.min(calls, perMinute);
        if (perMinute - spent.calls.size() - spent.claimed < wanted) {
            return Optional.empty();
        }
        spent.claimed += wanted;
        return Optional.of(new Claim(spent, wanted, wanted == perMinute));
    }

    /**
     * Counts a call, where one is left.
     *
     * @param claim of its conversation, or null
     */
    synchronized boolean spend(String target, int perMinute, Claim claim) {
        Instant now = clock.instant();
        Spent spent = now(target, now);
        boolean claimed = claim != null && claim.left > 0;
        // an edit may have made the budget smaller meanwhile
        if (spent.calls.size() >= perMinute || !claimed && perMinute - spent.calls.size() - spent.claimed < 1) {
            return false;
        }
        if (claimed) {
            claim.left--;
            spent.claimed--;
        }
        spent.calls.addLast(now);
        return true;
    }

    /** How long until so many calls more could be free, as far as that can be said; never zero. */
    synchronized Duration rest(String target, int perMinute, int calls) {
        Instant now = clock.instant();
        Spent spent = now(target, now);
        int tooMany = spent.calls.size() + Math.min(calls, perMinute) - perMinute;
        Instant free = spent.calls.stream().skip(Math.max(0, tooMany - 1)).findFirst().map(call -> call.plus(WINDOW)).orElse(now);
        Duration rest = tooMany > 0 ? Duration.between(now, free) : SOON;
        return rest.compareTo(SOON) < 0 ? SOON : rest;
    }
}
