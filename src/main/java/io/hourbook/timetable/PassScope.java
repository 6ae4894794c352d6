package io.hourbook.timetable;

import java.util.HashSet;
import java.util.Set;

/**
 * What a pass leaves to others: sources whose files stay in the inbox, and flows whose documents stay in the outbox.
 *
 * @param waitingSources by name
 * @param waitingFlows   by name, as routes have it
 * @param waitingTargets by name
 */
public record PassScope(Set<String> waitingSources, Set<String> waitingFlows, Set<String> waitingTargets) {

    /** Everything, whatever its schedule: what a person asks for. */
    public static final PassScope ALL = new PassScope(Set.of(), Set.of());

    public PassScope {
        waitingSources = Set.copyOf(waitingSources);
        waitingFlows = Set.copyOf(waitingFlows);
        waitingTargets = Set.copyOf(waitingTargets);
    }

    /** One that sends to every target. */
    public PassScope(Set<String> waitingSources, Set<String> waitingFlows) {
        this(waitingSources, waitingFlows, Set.of());
    }

    public boolean takes(String source) {
        return !waitingSources.contains(source);
    }

    public boolean sends(String flow) {
        return !waitingFlows.contains(flow);
    }

    public boolean sendsTo(String target) {
        return !waitingTargets.contains(target);
    }

    /** The same, and what this slot is about: {@code source:harvest}, {@code flow:payroll}, {@code target:books}; any other adds nothing. */
    public PassScope with(String slot) {
        return new PassScope(without(waitingSources, slot, Schedules.SOURCE), without(waitingFlows, slot, Schedules.FLOW),
                without(waitingTargets, slot, Schedules.TARGET));
    }

    private static Set<String> without(Set<String> waiting, String slot, String prefix) {
        Set<String> left = new HashSet<>(waiting);
        if (slot.startsWith(prefix)) {
            left.remove(slot.substring(prefix.length()));
        }
        return left;
    }
}
