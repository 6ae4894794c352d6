package io.hourbook.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * Where the time of the last run went, in ms, by the moments that its own tables keep: one after the other, together the run.
 *
 * @param entries    of the run
 * @param intake     until the last file was taken
 * @param allocation until the first document was made: entries, rounding days, pay weeks, retainers
 * @param documents  until the last document was made
 * @param delivery   until the last answer was stored
 * @param closing    until the run was done: conservation, reports
 */
record Stages(long entries, long intake, long allocation, long documents, long delivery, long closing) {

    private static final String WANTED = """
            select timestampdiff(microsecond, started, taken) div 1000, timestampdiff(microsecond, taken, first_made) div 1000,
                timestampdiff(microsecond, first_made, last_made) div 1000, timestampdiff(microsecond, last_made, answered) div 1000,
                timestampdiff(microsecond, answered, finished) div 1000
            from (select r.started_at as started, r.finished_at as finished,
                    (select max(f.taken_at) from source_file f where f.run_id = r.id) as taken,
                    (select min(d.created_at) from delivery d where d.created_at >= r.started_at) as first_made,
                    (select max(d.created_at) from delivery d where d.created_at >= r.started_at) as last_made,
                    (select max(d.answered_at) from delivery d where d.answered_at >= r.started_at) as answered
                from run r order by r.id desc limit 1) moments""";

    static Stages ofLastRun(DataSource source, long entries) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WANTED)) {
            row.next();
            return new Stages(entries, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    void write(ObjectNode json) {
        json.put("entries", entries).put("intake_ms", intake).put("allocation_ms", allocation).put("documents_ms", documents)
                .put("delivery_ms", delivery).put("closing_ms", closing);
    }

    /** A row of {@link #HEAD}: µs per entry of each. */
    String row() {
        return String.format(
                Locale.ROOT, "| %,d | %s | %s | %s | %s | %s |", entries, micros(intake), micros(allocation), micros(documents), micros(delivery),
                micros(closing));
    }

    static final String HEAD = """
            | µs per entry, of a pass over | intake | entries, rounding days, pay weeks, retainers | documents | delivery | checks and reports |
            | ---: | ---: | ---: | ---: | ---: | ---: |""";

    private String micros(long ms) {
        return String.format(Locale.ROOT, "%,.1f", ms * 1_000.0 / entries);
    }
}
