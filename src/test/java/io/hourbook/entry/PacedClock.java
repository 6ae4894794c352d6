package io.hourbook.entry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes some times faster than real time, so that a test need not wait out what a target must; can be moved ahead. */
public final class PacedClock extends Clock {

    private final Instant start = Instant.now();
    private final int pace;
    private volatile Duration ahead = Duration.ZERO;

    public PacedClock(int pace) {
        this.pace = pace;
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.between(start, Instant.now()).multipliedBy(pace)).plus(ahead);
    }
}
