package io.hourbook.document;

import io.hourbook.allocation.PassContext;
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
        groups.values().forEach(group -> jdbc.query(
                """
                select worker, code, sum(seconds) as seconds from pay_part where week_from = ?
                group by worker, code order by worker, code""",
                row -> {
                    lines.add(group, line(
                            row.getString("worker"), group.key().period(), row.getString("code"), row.getLong("seconds"), pass.versionId()));
                },
                group.from()));
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
