package io.hourbook.observe;

import io.hourbook.schedule.ScheduleView;

/** What counts as late. */
final class Schedules {

    private Schedules() {}

    /** More than one due time lies behind: the one that has just come due is not late yet. */
    static boolean overdue(ScheduleView schedule) {
        return schedule.missed() > 1;
    }

    static boolean failed(ScheduleView schedule) {
        return schedule.last() != null && "failed".equals(schedule.last().state());
    }
}
