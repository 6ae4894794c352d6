package io.hourbook.payroll;

import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.WorkSlice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The step {@code overtime.split}: cuts entries at local midnight and finds which of the week's seconds are over. */
public final class OvertimeStep {

    public PayWeek split(PayWeek week) {
        LocalDate next = week.from().plusWeeks(1);
        List<WorkSlice> slices = new ArrayList<>();
        for (PayWeek.Work work : week.entries()) {
            for (WorkSlice slice : Overtime.slices(
                    work.entryId(), work.startAt(), work.zone(), work.seconds(), work.timed(), work.workDate())) {
                if (!slice.date().isBefore(week.from()) && slice.date().isBefore(next)) {
                    slices.add(slice);
                }
            }
        }
        return week.split(Overtime.split(slices, week.from(), week.rule()));
    }
}
