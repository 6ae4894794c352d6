package io.hourbook.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Leaves the target of a case alone for as long as the case says. What a target says of itself ends with its case. */
final class CasePauses extends TargetPauses {

    private final Clock clock;
    private Duration rest = Duration.ZERO;

    CasePauses(Clock clock) {
        super(null, clock);
        this.clock = clock;
    }

    /** @param length from now on; zero for not at all */
    void leaveAlone(Duration length) {
        rest = length;
    }

    @Override
    boolean pause(String target, Instant until, String why, String saidBy) {
        return false;
    }

    @Override
    void wantsNothing(String target) {
        // nobody wanted anything
    }

    @Override
    Instant until(String target) {
        return clock.instant().plus(rest);
    }
}
