package io.hourbook.payroll;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whose week it is, and the week's first date. */
record WeekKey(String worker, LocalDate from) {

    static WeekKey of(PayWeek week) {
        return new WeekKey(week.worker().worker(), week.from());
    }

    /** @param mark as {@link #mark} wrote it */
    static WeekKey of(String mark) {
        int bar = mark.lastIndexOf('|');
        return new WeekKey(mark.substring(0, bar), LocalDate.parse(mark.substring(bar + 1)));
    }

    String mark() {
        return worker + "|" + from;
    }

    /** The condition of a query for some weeks; one or more. */
    static String among(Collection<WeekKey> weeks) {
        return "(week_from, worker) in (" + "(?,?),".repeat(weeks.size() - 1) + "(?,?))";
    }

    /** The arguments of {@link #among}. */
    static Object[] arguments(Collection<WeekKey> weeks) {
        List<Object> arguments = new ArrayList<>(2 * weeks.size());
        weeks.forEach(week -> {
            arguments.add(week.from);
            arguments.add(week.worker);
        });
        return arguments.toArray();
    }
}
