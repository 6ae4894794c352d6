package io.hourbook.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of one entry each, brought into order here: the server would write all of them, notes included, into a temporary
 * table to sort them.
 */
final class EntryLines {

    private static final Comparator<Placed> IN_ORDER = Comparator.comparing(Placed::row, EntryRow.IN_ORDER);

    private final Map<Integer, List<Placed>> byGroup = new HashMap<>();

    private record Placed(EntryRow row, Line line) {}

    void add(EntryRow row, Line line) {
        byGroup.computeIfAbsent(row.groupId(), any -> new ArrayList<>()).add(new Placed(row, line));
    }

    /** Gives each group its lines. */
    void give(Map<Integer, Group> groups, WantedLines.Collector lines) {
        byGroup.forEach((group, placed) -> {
            placed.sort(IN_ORDER);
            placed.forEach(one -> lines.add(groups.get(group), one.line));
        });
        byGroup.clear();
    }
}
