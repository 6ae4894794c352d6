package io.hourbook.timetable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Times on the wall as instants. A rule gives the first wall time after another that is its own, or null where none follows. */
final class WallTimes {

    private WallTimes() {}

    /**
     * Each wall time once: one that the clock skips is due at the first moment after the gap, one that comes twice when it
     * comes first.
     */
    static Optional<Instant> once(UnaryOperator<LocalDateTime> rule, ZoneId zone, Instant after) {
        // no clock was ever set by more than a day
        LocalDateTime wall = LocalDateTime.ofInstant(after, zone).minusDays(1).minusNanos(1);
        while (true) {
            wall = rule.apply(wall);
            if (wall == null) {
                return Optional.empty();
            }
            Instant due = instant(wall, zone);
            if (due.isAfter(after)) {
                return Optional.of(due);
            }
        }
    }

    /** As the clock shows them: none in an hour that is skipped, and both of an hour that comes twice. */
    static Optional<Instant> asShown(UnaryOperator<LocalDateTime> rule, ZoneId zone, Instant after) {
        ZoneRules rules = zone.getRules();
        Instant from = after;
        boolean included = false;
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            LocalDateTime wall = LocalDateTime.ofInstant(from, offset);
            LocalDateTime next = rule.apply(included ? wall.minusNanos(1) : wall);
            if (next == null) {
                return Optional.empty();
            }
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (change == null || next.toInstant(offset).isBefore(change.getInstant())) {
                return Optional.of(next.toInstant(offset));
            }
            from = change.getInstant();
            included = true;
        }
    }

    /** When the clock of the zone first shows this time, or the first moment after it skipped it. */
    static Instant instant(LocalDateTime wall, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        return change != null && change.isGap() ? change.getInstant() : wall.atZone(zone).toInstant();
    }
}
