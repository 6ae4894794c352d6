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
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Runs, the newest first, and all that is known of one. */
@Component
class RunBoard {

    /**
     * One run as it is shown.
     *
     * @param trigger        what asked for it: {@code sync}, {@code serve}, {@code schedule}, {@code console}
     * @param state          {@code running}, {@code done}, {@code failed}, {@code stopped}
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

        /** Ended before there was anything to count. */
        public boolean brokenOff() {
            return state.equals("failed") && summary == null;
        }

        /** Ended before it took or changed anything: it never had mappings to work with. */
        public boolean neverBegan() {
            return brokenOff() && mappingVersion == null;
        }
    }

    /**
     * A file that a run took or refused.
     *
     * @param state {@code taken}, {@code refused}, or {@code reading} where the run was broken off in the middle of it
     */
    record File(String source, String name, String state, long rows, long bytes, Instant takenAt) {}

    /** A document that a run made, or that it was the last to change. */
    record Made(String target, String reference, boolean created, int revision) {}

    /** What is asked for; null asks for all. */
    record Wanted(String state, String trigger) {}

    private static final String RUN = """
            select r.id, r.trigger_word, r.state, m.version, r.started_at, r.finished_at, r.summary, r.failure
            from run r left join mapping_version m on m.id = r.mapping_version_id
            """;
    private static final String WANTED = "where (? is null or r.state = ?) and (? is null or r.trigger_word = ?) ";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = new ObjectMapper();

    RunBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    Listed<Run> runs(Wanted wanted, Slice slice) {
        Object[] asked = {wanted.state, wanted.state, wanted.trigger, wanted.trigger};
        List<Run> rows = jdbc.query(
                RUN + WANTED + "order by r.id desc limit ? offset ?", (row, number) -> run(row),
                asked[0], asked[1], asked[2], asked[3], slice.size(), slice.offset());
        return new Listed<>(rows, jdbc.queryForObject("select count(*) from run r " + WANTED, Long.class, asked), slice);
    }

    Optional<Run> last() {
        return jdbc.query(RUN + "order by r.id desc limit 1", (row, number) -> run(row)).stream().findFirst();
    }

    Optional<Run> run(int id) {
        return jdbc.query(RUN + "where r.id = ?", (row, number) -> run(row), id).stream().findFirst();
    }

    List<File> files(int run) {
        return jdbc.query(
                """
                select s.name as source, f.name, f.state, f.row_count, f.size_bytes, f.taken_at
                from source_file f join source s on s.id = f.source_id where f.run_id = ? order by f.id limit ?""",
                (row, number) -> new File(
                        row.getString("source"), row.getString("name"), row.getString("state"), row.getLong("row_count"),
                        row.getLong("size_bytes"), utc(row, "taken_at")),
                run, Slice.MOST);
    }

    Listed<Made> made(int run, Slice slice) {
        List<Made> rows = jdbc.query(
                """
                select d.target, d.reference, d.created_run_id = ? as created, d.revision from document d
                join (select id from document where created_run_id = ? union select id from document where changed_run_id = ?) m on m.id = d.id
                order by d.reference, d.target limit ? offset ?""",
                (row, number) -> new Made(
                        row.getString("target"), row.getString("reference"), row.getBoolean("created"), row.getInt("revision")),
                run, run, run, slice.size(), slice.offset());
        Long total = jdbc.queryForObject(
                "select count(*) from (select id from document where created_run_id = ? union select id from document where changed_run_id = ?) d",
                Long.class, run, run);
        return new Listed<>(rows, total, slice);
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
