package io.hourbook.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.run.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The newest runs. */
@Component
class RunBoard {

    /**
     * One run as it is shown.
     *
     * @param trigger        what asked for it: {@code sync}, {@code serve}, {@code schedule}, {@code console}
     * @param state          {@code running}, {@code done}, {@code failed}
     * @param mappingVersion of the mappings it worked with, or null while it has none
     * @param summary        what it came to, or null where it did not get so far
     * @param failure        why it failed, or null
     */
    record Run(
            int run, String trigger, String state, String mappingVersion, Instant startedAt, Instant finishedAt, Summary summary,
            String failure) {

        public boolean running() {
            return state.equals("running");
        }

        /** Broken off before there was anything to count. */
        public boolean brokenOff() {
            return state.equals("failed") && summary == null;
        }
    }

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = new ObjectMapper();

    RunBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Run> newest(int most) {
        return jdbc.query(
                """
                select r.id, r.trigger_word, r.state, m.version, r.started_at, r.finished_at, r.summary, r.failure
                from run r left join mapping_version m on m.id = r.mapping_version_id
                order by r.id desc limit ?""",
                (row, number) -> run(row),
                most);
    }

    private Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getInt("id"), row.getString("trigger_word"), row.getString("state"), row.getString("version"),
                utc(row, "started_at"), utc(row, "finished_at"), summary(row.getString("summary")), row.getString("failure"));
    }

    private Summary summary(String text) {
        try {
            return text == null ? null : json.readValue(text, Summary.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Instant utc(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
