package io.hourbook.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Calls of a target in the last 24 hours, as its {@code per_day} limits them. Counted by the hour in the table {@code target_call}, so that a
 * count survives a restart and is one for all nodes; an hour counts whole until its last minute is 24 hours ago.
 */
@Component
class CallBudget {

    private static final Duration WINDOW = Duration.ofHours(24);

    private record Hour(Instant begin, int calls) {}

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CallBudget(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts a call, where one is left.
     *
     * @param perDay calls that the target takes, 1 or more
     * @return when the next one is left, where none is now
     */
    synchronized Optional<Instant> spend(String target, int perDay) {
        Instant now = clock.instant();
        Instant begin = now.truncatedTo(ChronoUnit.HOURS);
        List<Hour> hours = jdbc.query(
                "select hour_at, calls from target_call where target = ? and hour_at > ? order by hour_at",
                (row, number) -> new Hour(row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getInt(2)),
                target, DeliveryStore.utc(now.minus(WINDOW).minus(1, ChronoUnit.HOURS)));
        int spent = hours.stream().mapToInt(Hour::calls).sum();
        if (spent >= perDay) {
            return Optional.of(left(hours, spent - perDay));
        }
        jdbc.update(
                "insert into target_call (target, hour_at, calls) values (?, ?, 1) on duplicate key update calls = calls + 1",
                target, DeliveryStore.utc(begin));
        if (hours.isEmpty() || !hours.get(hours.size() - 1).begin().equals(begin)) {
            jdbc.update("delete from target_call where hour_at < ?", DeliveryStore.utc(begin.minus(WINDOW).minus(WINDOW)));
        }
        return Optional.empty();
    }

    /** When so many calls more than are too many anyway are 24 hours ago. */
    private static Instant left(List<Hour> hours, int tooMany) {
        int over = tooMany;
        for (Hour hour : hours) {
            over -= hour.calls();
            if (over < 0) {
                return hour.begin().plus(1, ChronoUnit.HOURS).plus(WINDOW);
            }
        }
        throw new IllegalStateException("no calls, and too many of them");
    }
}
