package io.hourbook.timetable;

import io.hourbook.problem.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done by itself and when.
 *
 * @param work    by the name of the route; {@link #SYNC} is the pass
 * @param assumed names in {@code work} that no company asked for: they are left out where their route is not there
 * @param sources by name, those that are not immediate
 * @param flows   by name, those that are not immediate
 * @param targets by name, those that are not immediate
 */
public record Schedules(
        Map<String, When> work, Set<String> assumed, Map<String, When> sources, Map<String, When> flows, Map<String, When> targets) {

    /** The pass over all that has no schedule of its own. */
    public static final String SYNC = "sync";
    /** A slot of this beginning is a pass that takes the source, too. */
    public static final String SOURCE = "source:";
    /** A slot of this beginning is a pass that sends the flow's documents, too. */
    public static final String FLOW = "flow:";
    /** A slot of this beginning is a pass that sends to the target, too. */
    public static final String TARGET = "target:";
    /** The flows, as routes have them. */
    public static final List<String> FLOWS = List.of("contractor", "payroll", "retainer", "billable");

    /** Nothing is done but what a person asks for, and everything at once. */
    public static final Schedules NONE = new Schedules(Map.of(), Set.of(), Map.of(), Map.of());

    public Schedules {
        work = new LinkedHashMap<>(work);
        assumed = Set.copyOf(assumed);
        sources = new LinkedHashMap<>(sources);
        flows = new LinkedHashMap<>(flows);
        targets = new LinkedHashMap<>(targets);
    }

    /** Those of which every target is immediate. */
    public Schedules(Map<String, When> work, Set<String> assumed, Map<String, When> sources, Map<String, When> flows) {
        this(work, assumed, sources, flows, Map.of());
    }

    /** Everything by the name of its slots, in the order in which it is due where it is due at the same time. */
    public Map<String, When> plans() {
        Map<String, When> plans = new LinkedHashMap<>();
        sources.forEach((source, when) -> plans.put(SOURCE + source, when));
        flows.forEach((flow, when) -> plans.put(FLOW + flow, when));
        targets.forEach((target, when) -> plans.put(TARGET + target, when));
        plans.putAll(work);
        return plans;
    }

    /** Whether a slot of this name is a pass; any other is a route of its own. */
    public static boolean isPass(String slot) {
        return slot.equals(SYNC) || slot.startsWith(SOURCE) || slot.startsWith(FLOW) || slot.startsWith(TARGET);
    }

    /** SCH-102, of a name in {@code work} that is no route which runs. @param where the line, or the file */
    public static Finding routeMissing(String where, String name) {
        return new Finding(
                "SCH-102", where, "the route \"" + name + "\", which a schedule names, does not run", name,
                "a sound file routes/…/" + name + ".camel.yaml",
                "mend or put back that file and start again, or take the name out of the schedules; what was missed is caught up");
    }

    /** What a pass that nobody asked for takes and sends at this moment: all that is immediate, or off-peak within its hours. */
    public PassScope ordinary(Instant at) {
        return new PassScope(waiting(sources, at), waiting(flows, at), waiting(targets, at));
    }

    private static Set<String> waiting(Map<String, When> plans, Instant at) {
        return plans.entrySet().stream()
                .filter(plan -> !plan.getValue().atOnce(at))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
