package io.hourbook.mapping;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which days of the books are closed. Where a value is wrong, it says so; the book is then refused whole. */
final class PeriodReader {

    private PeriodReader() {}

    /** @param targets the names that a target may have here */
    static ClosedPeriods read(PolicyFile file, Collection<String> targets) {
        Map<String, LocalDate> byTarget = new LinkedHashMap<>();
        YamlMap named = file.map("targets").only(List.copyOf(targets));
        for (String target : named.keys()) {
            LocalDate through = named.cell(target).needed().date();
            if (through != null) {
                byTarget.put(target, through);
            }
        }
        return new ClosedPeriods(
                file.optional("closed_through").date(), byTarget,
                Row.or(file.cell("late").word(ClosedPeriods.Late.class), ClosedPeriods.Late.FIRST_OPEN_PERIOD));
    }
}
