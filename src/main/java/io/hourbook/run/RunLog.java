package io.hourbook.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.PassEnded;
import io.hourbook.problem.Problem;
import java.sql.Statement;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Runs as rows: who asked, what they came to, how they ended. */
final class RunLog {

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    RunLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** To be called by whoever holds the pass lock: a run that is still marked as running was broken off. */
    int begin(String trigger) {
        jdbc.update(
                "update run set state = 'failed', finished_at = ?, failure = 'broken off: the process ended in the middle' where state = 'running'",
                now());
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into run (trigger_word, state, started_at) values (?, 'running', ?)", Statement.RETURN_GENERATED_KEYS);
                    insert.setString(1, trigger);
                    insert.setObject(2, now());
                    return insert;
                },
                key);
        return key.getKey().intValue();
    }

    void with(int run, int versionId) {
        jdbc.update("update run set mapping_version_id = ? where id = ?", versionId, run);
    }

    /** @return what was kept, as JSON */
    String done(Summary summary) {
        String written = write(summary);
        List<String> broken = summary.broken();
        jdbc.update(
                "update run set state = ?, finished_at = ?, summary = ?, failure = ? where id = ? and state = 'running'",
                broken.isEmpty() ? "done" : "failed", now(), written,
                broken.isEmpty() ? null : "not conserved: " + String.join("; ", broken), summary.run());
        return written;
    }

    /** A run that ended before it was through; one whose end was noted by somebody else keeps that note. */
    void ended(int run, Problem why) {
        boolean asked = why instanceof PassEnded ended && ended.why() == PassEnded.Why.STOPPED;
        jdbc.update(
                "update run set state = ?, finished_at = ?, failure = ? where id = ? and state = 'running'",
                asked ? "stopped" : "failed", now(), asked ? "stopped on request; the next pass goes on" : why.getMessage(), run);
    }

    /** The mappings that the last run worked with, however it ended. */
    Optional<Integer> lastVersion() {
        return jdbc.queryForList(
                        "select mapping_version_id from run where mapping_version_id is not null order by id desc limit 1", Integer.class)
                .stream().findFirst();
    }

    Optional<LocalDate> lastStart(ZoneId zone) {
        return jdbc.queryForList("select started_at from run where state = 'done' order by id desc limit 1", LocalDateTime.class)
                .stream().findFirst().map(at -> at.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDate());
    }

    /** What the run before this one came to; empty where it did not end well, for then nobody has looked at the state since. */
    Optional<Summary> summaryBefore(int run) {
        return jdbc.queryForList(
                        "select summary from run where id = (select max(id) from run where id < ?) and state = 'done'", String.class, run)
                .stream().findFirst().map(this::read);
    }

    private String write(Summary summary) {
        try {
            return json.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Summary read(String summary) {
        try {
            return json.readValue(summary, Summary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the last run left neither entries to allocate nor groups to recompute. */
    boolean nothingToDo() {
        return Boolean.FALSE.equals(jdbc.queryForObject(
                "select exists (select 1 from work) or exists (select 1 from expense_work) or exists (select 1 from mark where kind <> 'future-day')", Boolean.class));
    }

    /** Whether deliveries were cut off: their answers came, or did not, while nothing could be written. */
    boolean cutOff() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1 from delivery where state = 'sending')", Boolean.class));
    }

    /** This run's documents: what it made, what was delivered or refused in it, and what is still to be tried. */
    Summary.Documents documents(int run, int created, int updated, LocalDate today) {
        Map<String, Object> row = jdbc.queryForMap(
                """
                select
                    (select count(distinct document_id) from delivery where state = 'delivered'
                        and answered_at >= (select started_at from run where id = ?)) as delivered,
                    (select count(distinct document_id) from delivery where state = 'failed'
                        and answered_at >= (select started_at from run where id = ?)) as failed,
                    (select count(distinct document_id) from delivery where state in ('waiting', 'sending', 'in-doubt')
                        and due_on <= ?) as pending""",
                run, run, today);
        return new Summary.Documents(
                created, updated, ((Number) row.get("delivered")).intValue(), ((Number) row.get("pending")).intValue(),
                ((Number) row.get("failed")).intValue());
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
