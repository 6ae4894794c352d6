package io.hourbook.bench.rival;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.PayPart;
import io.hourbook.overtime.WorkSlice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Employees' hours, week by week, as the pay codes that overtime makes of them. */
final class Labour {

    /** One part of an entry in a week. */
    record Part(LocalDate week, Sides sides, PayPart part) {}

    private Labour() {}

    /** Of one worker. @param own everything that is owed by payroll */
    static List<Part> parts(MappingBook book, Worker worker, List<Sides> own) {
        List<Sides> inOrder = new ArrayList<>(own);
        inOrder.sort((a, b) -> Work.BY_START.compare(a.work(), b.work()));
        Map<Long, Sides> byId = new HashMap<>();
        Map<LocalDate, List<WorkSlice>> weeks = new TreeMap<>();
        for (Sides sides : inOrder) {
            byId.put(sides.work().id(), sides);
            for (WorkSlice slice : Overtime.slices(sides.work().worked(sides.pay().seconds()))) {
                weeks.computeIfAbsent(Overtime.weekOf(slice.date(), worker.workweekStarts()), any -> new ArrayList<>()).add(slice);
            }
        }
        List<Part> parts = new ArrayList<>(own.size() + 16);
        weeks.forEach((week, slices) -> Overtime.split(slices, week, book.policies().overtime().get(worker.jurisdiction()))
                .forEach(part -> parts.add(new Part(week, byId.get(part.entryId()), part))));
        return parts;
    }
}
