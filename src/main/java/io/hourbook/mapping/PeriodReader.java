package io.hourbook.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which days of the books are closed. Where a value is wrong, it says so; the book is then refused whole. */
final class PeriodReader {

    private PeriodReader() {}

    /**
     * @param targets the names that a target may have here
     * @param zone    where the company's days end
     */
    static ClosedPeriods read(PolicyFile file, Collection<String> targets, ZoneId zone) {
        Map<String, LocalDate> byTarget = new LinkedHashMap<>();
        YamlMap named = file.map("targets").only(List.copyOf(targets));
        for (String target : named.keys()) {
            LocalDate through = over(named.cell(target).needed(), zone);
            if (through != null) {
                byTarget.put(target, through);
            }
        }
        return new ClosedPeriods(
                over(file.optional("closed_through"), zone), byTarget,
                Row.or(file.cell("late").word(ClosedPeriods.Late.class), ClosedPeriods.Late.FIRST_OPEN_PERIOD));
    }

    /**
     * A closed day is one that is over: a year that was mistyped would date everything in it, for good. By the clock of the machine, which
     * only goes on: what was sound once stays so.
     */
    private static LocalDate over(Cell cell, ZoneId zone) {
        LocalDate through = cell.date();
        return through == null || through.isBefore(LocalDate.now(zone)) ? through
                : cell.wrong("MAP-263", "is still to come", "a day that is over", "correct the date: what it closes stays final, and cannot be opened again");
    }
}
