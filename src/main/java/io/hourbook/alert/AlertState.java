package io.hourbook.alert;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** Whether alerts get through, for health: what the last look and the last tries found, so that nobody who asks waits. */
final class AlertState {

    private static final Status DEGRADED = new Status("DEGRADED", "it works, and somebody should look");

    /** @param since the first failure of those in a row */
    private record Failing(Instant since, String why) {}

    private final Map<Channel, Failing> failing = new EnumMap<>(Channel.class);
    private String tells = "nobody";
    private long standing;
    private long overdue;

    synchronized void looked(String tells, long standing, long overdue) {
        this.tells = tells;
        this.standing = standing;
        this.overdue = overdue;
        if (tells.equals("nobody")) {
            failing.clear();
        }
    }

    /** @return whether it worked before */
    synchronized boolean failed(Channel channel, String why, Instant now) {
        Failing before = failing.get(channel);
        failing.put(channel, new Failing(before == null ? now : before.since(), why));
        return before == null;
    }

    /** @return whether it failed before */
    synchronized boolean worked(Channel channel) {
        return failing.remove(channel) != null;
    }

    synchronized Health health() {
        Health.Builder health = Health.status(failing.isEmpty() ? Status.UP : DEGRADED).withDetail("tells", tells).withDetail("standing", standing)
                .withDetail("untold", overdue);
        failing.forEach((channel, failed) -> health.withDetail(channel.word(), failed.why() + ", since " + failed.since()));
        return health.build();
    }
}
