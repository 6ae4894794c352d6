package io.hourbook.delivery;

import io.hourbook.credential.CredentialTrouble;
import io.hourbook.mapping.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Hourbook behaves at somebody else's: what it shows at the door, when it stays away, and what it hears about being asked too much. */
final class Guest {

    private static final Logger LOG = LoggerFactory.getLogger(Guest.class);
    private static final String OURSELVES = "Hourbook";

    private final Targets targets;
    private final TargetPauses pauses;
    private final CallBudget budget;
    private final MinuteBudget minute;
    private final Clock clock;

    Guest(Targets targets, TargetPauses pauses, CallBudget budget, Clock clock) {
        this.targets = targets;
        this.pauses = pauses;
        this.budget = budget;
        this.minute = new MinuteBudget(clock);
        this.clock = clock;
    }

    /**
     * The headers that a target is shown.
     *
     * @throws NotCalled where it is left alone, or there is nothing to show
     */
    Map<String, String> shown(Target target) {
        stayAway(target);
        try {
            Map<String, String> shown = targets.shown(target);
            pauses.wantsNothing(target.target());
            return shown;
        } catch (CredentialTrouble trouble) {
            throw without(target, trouble);
        }
    }

    /** Others than those that it refused; the same where there are none. */
    Map<String, String> others(Target target, Map<String, String> refused) {
        try {
            return targets.others(target, refused);
        } catch (CredentialTrouble trouble) {
            without(target, trouble);
            return refused;
        }
    }

    private NotCalled without(Target target, CredentialTrouble trouble) {
        Instant until = clock.instant().plus(trouble.after());
        if (trouble.finding() == null) {
            pauses.pause(target.target(), until, trouble.getMessage(), OURSELVES);
        } else if (pauses.wants(target.target(), until, trouble.getMessage(), OURSELVES)) {
            LOG.warn("{}", trouble.finding());
        }
        return new NotCalled(trouble.getMessage(), trouble.after());
    }

    /** @throws NotCalled while the target is to be left alone */
    void stayAway(Target target) {
        Instant now = clock.instant();
        Instant until = pauses.until(target.target());
        if (now.isBefore(until)) {
            throw new NotCalled("the target is left alone until " + until, Duration.between(now, until));
        }
    }

    /**
     * Counts a call that is about to be made.
     *
     * @param lane  whose conversation it is of, or null
     * @param calls as many as the conversation is likely to make
     * @throws NotCalled where so many were made in a minute or in 24 hours that the target takes no more
     */
    void spend(Target target, Lane lane, int calls) {
        if (target.perMinute() > 0) {
            spendOfTheMinute(target, lane, calls);
        }
        if (target.perDay() > 0) {
            budget.spend(target.target(), target.perDay()).ifPresent(until -> {
                pauses.pause(target.target(), until, target.perDay() + " calls were made in 24 hours, as per_day allows", OURSELVES);
                stayAway(target);
            });
        }
    }

    private void spendOfTheMinute(Target target, Lane lane, int calls) {
        if (lane != null && lane.claim() == null) {
            lane.claims(minute.begin(target.target(), target.perMinute(), calls).orElseThrow(() -> enough(target, calls)));
        }
        MinuteBudget.Claim claim = lane == null ? null : lane.claim();
        while (!minute.spend(target.target(), target.perMinute(), claim)) {
            // a minute that is shorter than a conversation: begun anew, it would come no further
            if (claim == null || !claim.all() || lane.stoppedWithin(minute.rest(target.target(), target.perMinute(), 1))) {
                throw enough(target, 1);
            }
        }
    }

    private NotCalled enough(Target target, int calls) {
        return NotCalled.enough(
                target.perMinute() + " calls a minute, as per_minute allows", minute.rest(target.target(), target.perMinute(), calls));
    }

    /** What the target says about being asked too much, before anybody else calls. */
    void hear(Target target, int status, Headers headers) {
        Instant now = clock.instant();
        Limits.rest(status, headers, now).ifPresent(rest -> pauses.pause(target.target(), now.plus(rest.length()), rest.why(), "the target"));
    }

    /** A header of an answer, whatever its case; null where there is none. */
    @FunctionalInterface
    interface Headers {
        String get(String name);
    }

}
