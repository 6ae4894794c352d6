package io.hourbook.payroll;

import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.WorkSlice;
import java.time.LocalDate;
import java.util.List;

/** The steps of bean {@code overtime}: what a workweek is paid as, and what of it a person should look at. */
public final class OvertimeStep {

    /** Cuts entries at local midnight and finds which of the week's seconds are over. */
    public PayWeek split(PayWeek week) {
        LocalDate next = week.from().plusWeeks(1);
        List<WorkSlice> slices = week.entries().stream()
                .flatMap(work -> Overtime.slices(work.paid()).stream())
                .filter(slice -> !slice.date().isBefore(week.from()) && slice.date().isBefore(next))
                .toList();
        return week.split(Overtime.split(slices, week.from(), week.rule()));
    }

    /** Flags long days and weeks, short rests and missing breaks, as the worker's jurisdiction limits what was recorded; changes no hour. */
    public PayWeek flag(PayWeek week) {
        return week.flagged(Overtime.flags(week.entries().stream().map(PayWeek.Work::recorded).toList(), week.from(), week.rule()));
    }
}
