package io.hourbook.mapping;

import io.hourbook.timetable.OffPeak;
import io.hourbook.timetable.Schedules;
import io.hourbook.timetable.When;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads schedules.yaml. Work that a company's file does not name is done as shipped. */
final class ScheduleReader {

    private final PolicyFile file;
    private final WhenReader whens;
    private final Faults faults;

    /** @param companyZone of times beside which no zone stands, where the file names none either */
    ScheduleReader(PolicyFile file, ZoneId companyZone, Faults faults) {
        this.file = file;
        this.faults = faults;
        ZoneId zone = Row.or(file.optional("zone").zone(), companyZone);
        this.whens = new WhenReader(zone, offPeak(), faults);
    }

    private OffPeak offPeak() {
        return Row.or(WhenReader.hours(file.cell("off_peak")), OffPeak.NIGHT);
    }

    Schedules read(Set<String> sources, Set<String> targets) {
        YamlMap own = file.own("work");
        Map<String, When> work = plans(own);
        YamlMap shipped = file.shipped("work");
        Map<String, When> assumed = plans(shipped);
        assumed.keySet().removeAll(own.keys());
        assumed.forEach(work::putIfAbsent);
        return new Schedules(
                work, assumed.keySet(),
                differing(file.map("sources"), List.copyOf(sources)),
                differing(file.map("flows"), Schedules.FLOWS),
                differing(file.map("targets"), List.copyOf(targets)));
    }

    private Map<String, When> plans(YamlMap map) {
        Map<String, When> plans = new LinkedHashMap<>();
        for (String name : map.keys()) {
            if (!name.matches("[a-z][a-z0-9-]{0,99}")) {
                faults.add("MAP-119", map.place(name), "work." + Faults.quoted(name) + " is not named as routes are", null,
                        "small letters, digits and hyphens: the name of a file in routes/, such as month-end", "correct the name");
                continue;
            }
            Cell cell = map.cell(name).needed();
            When when = whens.read(cell);
            if (when != null && when.kind() == When.Kind.IMMEDIATE) {
                cell.wrong("MAP-221", "cannot be immediate", "a time, off-peak, or manual",
                        "write hourly; files and edits begin a pass at once, whatever stands here");
            } else if (when != null) {
                plans.put(name, when);
            }
        }
        return plans;
    }

    private Map<String, When> differing(YamlMap map, Collection<String> known) {
        Map<String, When> plans = new LinkedHashMap<>();
        map.only(List.copyOf(known));
        for (String name : map.keys()) {
            When when = whens.read(map.cell(name).needed());
            if (when != null && when.kind() != When.Kind.IMMEDIATE) {
                plans.put(name, when);
            }
        }
        return plans;
    }
}
