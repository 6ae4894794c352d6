package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a payroll batch should say: seconds by worker, workweek and pay code. No money. */
final class PayrollLines implements WantedLines {

    private final JdbcTemplate jdbc;

    PayrollLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void load(PassContext pass, Map<Integer, Group> groups, Collector lines) {
        // one of each target that had or has the week
        Map<LocalDate, List<Group>> weeks = new HashMap<>();
        groups.values().forEach(group -> weeks.computeIfAbsent(group.from(), any -> new ArrayList<>()).add(group));
        jdbc.query(
                """
                select week_from, worker, code, sum(seconds) from pay_part where week_from in (%s)
                group by week_from, worker, code order by week_from, worker, code""".formatted("?,".repeat(weeks.size() - 1) + "?"),
                row -> {
                    for (Group group : weeks.get(row.getObject(1, LocalDate.class))) {
                        lines.add(group, line(row.getString(2), group.key().period(), row.getString(3), row.getLong(4), pass.versionId()));
                    }
                },
                weeks.keySet().toArray());
    }

    private static Line line(String worker, String week, String code, long seconds, int versionId) {
        return Line.wanted(
                worker + "|" + week + "|" + code, null, null, null, null, seconds, versionId,
                new LineJson().text("worker", worker).text("week", week).text("code", code).number("seconds", seconds).done());
    }

    /** The line that changes what final batches said by the difference, which may be negative. */
    static Line adjusted(Line line, long difference) {
        int code = line.key().lastIndexOf('|');
        int week = line.key().lastIndexOf('|', code - 1);
        return line(
                line.key().substring(0, week), line.key().substring(week + 1, code), line.key().substring(code + 1), difference,
                line.mappingVersionId());
    }
}
