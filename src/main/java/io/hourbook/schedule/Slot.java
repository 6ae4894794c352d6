package io.hourbook.schedule;

import io.hourbook.timetable.Schedules;
import java.time.Instant;

/**
 * One piece of work that is due, claimed by this process.
 *
 * @param name    what is to be done
 * @param dueAt   since when
 * @param attempt which one this is, from 1
 * @param asked   whether a person asked for it
 */
public record Slot(long id, String name, Instant dueAt, int attempt, boolean asked) {

    /** Whether it is a pass; any other is done by the route of its name. */
    public boolean isPass() {
        return Schedules.isPass(name);
    }
}
