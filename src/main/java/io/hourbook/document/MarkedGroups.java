package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.entry.MarkQueue;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Document groups that something touched, with what they should say and what stands. */
final class MarkedGroups {

    private static final int MOST_GROUPS = 200;
    private static final int MOST_LINES = 5_000;
    /** A journal or payroll batch: few lines, whatever is behind them. */
    private static final long FEW = 10;

    private final JdbcTemplate jdbc;
    private final Marks marks;
    private final StandingDocuments standing;
    private final WantedLines expenses;
    private final Map<GroupKey.Type, WantedLines> wanted = new EnumMap<>(GroupKey.Type.class);

    MarkedGroups(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.marks = new Marks(jdbc);
        this.standing = new StandingDocuments(jdbc);
        this.expenses = new ExpenseLines(jdbc);
        wanted.put(GroupKey.Type.SALES_INVOICE, new InvoiceLines(jdbc));
        wanted.put(GroupKey.Type.VENDOR_BILL, new BillLines(jdbc));
        wanted.put(GroupKey.Type.RETAINER_JOURNAL, new DrawdownLines(jdbc));
        wanted.put(GroupKey.Type.LABOUR_JOURNAL, new LabourLines(jdbc));
        wanted.put(GroupKey.Type.PAYROLL_BATCH, new PayrollLines(jdbc));
    }

    /** All groups that are marked now, for lanes to take from. */
    MarkQueue open() {
        return new MarkQueue(marks, Marks.Kind.DOCUMENT, MOST_GROUPS, MOST_LINES, this::rows);
    }

    /** The next groups of a queue; empty when none is left. */
    List<GroupState> take(PassContext pass, MarkQueue queue) {
        List<String> keys = queue.take();
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<Integer, Group> groups = groups(keys.stream().map(Integer::valueOf).toList());
        Map<Integer, List<Line>> lines = new HashMap<>();
        Map<GroupKey.Type, Map<Integer, Group>> byType = new EnumMap<>(GroupKey.Type.class);
        groups.values().forEach(group ->
                byType.computeIfAbsent(group.key().type(), any -> new LinkedHashMap<>()).put(group.id(), group));
        WantedLines.Collector collector = (group, line) -> lines.computeIfAbsent(group.id(), any -> new ArrayList<>()).add(line);
        byType.forEach((type, ofType) -> {
            wanted.get(type).load(pass, ofType, collector);
            if (type == GroupKey.Type.SALES_INVOICE || type == GroupKey.Type.VENDOR_BILL) {
                expenses.load(pass, ofType, collector);
            }
        });
        Map<Integer, List<StandingDocument>> documents = standing.of(List.copyOf(groups.keySet()));
        return groups.values().stream()
                .map(group -> new GroupState(
                        group, lineLimit(pass, group), lines.getOrDefault(group.id(), List.of()),
                        documents.getOrDefault(group.id(), List.of()), List.of()))
                .toList();
    }

    private static int lineLimit(PassContext pass, Group group) {
        Target target = pass.book().targets().get(group.key().target());
        return target == null ? 500 : target.lineLimit();
    }

    private Map<String, Long> rows(List<String> keys) {
        Map<String, Long> sizes = new HashMap<>();
        Object[] ids = keys.stream().map(Integer::valueOf).toArray();
        String in = "(" + "?,".repeat(ids.length - 1) + "?)";
        for (String table : List.of("bill_allocation", "pay_allocation")) {
            jdbc.query(
                    "select group_id, count(*) from " + table + " where group_id in " + in + " group by group_id",
                    row -> {
                        sizes.merge(row.getString(1), row.getLong(2), Long::sum);
                    },
                    ids);
        }
        keys.forEach(key -> sizes.putIfAbsent(key, FEW));
        return sizes;
    }

    private Map<Integer, Group> groups(List<Integer> ids) {
        Map<Integer, Group> groups = new LinkedHashMap<>();
        jdbc.query(
                "select * from document_group where id in (" + "?,".repeat(ids.size() - 1) + "?) order by id",
                row -> {
                    groups.put(row.getInt("id"), new Group(row.getInt("id"), new GroupKey(
                            row.getString("target"), row.getString("stem"), GroupKey.Type.valueOf(row.getString("type")),
                            row.getString("counterparty"), row.getString("currency"), row.getString("period"), row.getString("subject"))));
                },
                ids.toArray());
        return groups;
    }
}
