package io.hourbook.deadletter;

import io.hourbook.database.RepeatedTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Where people look through dead letters, by cause or one by one, and put aside those that need nothing. */
@Component
public class DeadLetterDesk {

    /** What has become of a letter. */
    public enum State {
        /** waits for someone */
        OPEN,
        /** was put back where it left; reopens if it fails again */
        REPLAYED,
        /** someone said that it needs nothing; stays so */
        DISCARDED,
        /** went through after all */
        RESOLVED
    }

    /**
     * Letters of one cause. Text of the newest of them.
     *
     * @param newest   the highest number among them
     * @param kind     {@code row}, {@code file}, {@code entry} or {@code document}
     * @param source   the source they came from, or null
     * @param examples some of the values that were seen, each once
     * @param holdsBack what does not go on meanwhile: {@code 12 documents, 14203.50 USD}
     */
    public record Cause(String fingerprint, String code, String where, String what, String saw, String want, String at, String fix,
            long letters, long attempts, Instant firstSeen, Instant lastSeen, long newest, String kind, String source, List<String> examples,
            String holdsBack) {

        /** Whether what failed can be put back where it left; a row or a file is corrected where it comes from. */
        public boolean replayable() {
            return kind.equals("entry") || kind.equals("document");
        }
    }

    /**
     * Which letters are asked for; null asks for all.
     *
     * @param fingerprint 32 hexadecimal digits
     */
    public record Wanted(State state, String fingerprint, String code, String kind, String source) {

        static final String SQL = """
                state = ? and (? is null or fingerprint = unhex(?)) and (? is null or code = ?) and (? is null or kind = ?)
                and (? is null or source = ?)""";

        Object[] values(Object... more) {
            List<Object> values = new ArrayList<>();
            values.add(word(state));
            for (String one : Arrays.asList(fingerprint, code, kind, source)) {
                values.add(one);
                values.add(one);
            }
            values.addAll(Arrays.asList(more));
            return values.toArray();
        }
    }

    /** One letter as a line of a list. */
    public record Line(long id, State state, String kind, String code, String where, String what, String saw, String source,
            int attempts, Instant firstSeen, Instant lastSeen) {}

    /**
     * One letter whole.
     *
     * @param received       the body as it came in
     * @param body           the body at the step that failed
     * @param headers        JSON, without secrets
     * @param request        the last call to a target, or null
     * @param response       what it answered, or null
     * @param mappingVersion the mappings of the run that saw it first, or null
     * @param version        of routes and mappings, by number, or null
     * @param changedBy      who changed its state last, or null
     * @param decisions      what people decided about it, the first decision first
     */
    public record Letter(Line line, String fingerprint, String want, String at, String fix, Long entryId, Integer documentId,
            String received, String body, String headers, Exchanged.Request request, Exchanged.Response response, String mappingVersion,
            Integer version, Integer firstRunId, String changedBy, String changeNote, Instant changedAt, List<Decision> decisions) {

        /** Whether the body at the step that failed is what was received, or sent. */
        public boolean repeatsItself() {
            return body == null || body.equals(received) || request != null && body.equals(request.body());
        }
    }

    /** What a person decided about a letter. @param note why, or null */
    public record Decision(State decision, String by, String note, Instant at) {}

    private static final String LINE = "id, state, kind, code, where_at, what, saw, source, attempts, first_seen_at, last_seen_at";

    private final JdbcTemplate jdbc;
    private final RepeatedTransaction transaction;
    private final LetterDecisions decisions;
    private final LetterCauses causes;

    @Autowired
    DeadLetterDesk(JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new RepeatedTransaction(transactions);
        this.decisions = new LetterDecisions(jdbc, clock);
        this.causes = new LetterCauses(jdbc);
    }

    /** For a command that has the database and nothing else. */
    public DeadLetterDesk(DataSource database, Clock clock) {
        this(new JdbcTemplate(database), new DataSourceTransactionManager(database), clock);
    }

    /** How many letters are in each state; every state is named. */
    public Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, 0L);
        }
        jdbc.query("select state, count(*) as letters from dead_letter group by state",
                row -> { counts.put(state(row), row.getLong("letters")); });
        return counts;
    }

    /** The causes behind the letters of a state, the most frequent first. */
    public List<Cause> causes(State state) {
        return causes(state, Integer.MAX_VALUE);
    }

    /** The most frequent causes behind the letters of a state, no more than so many. */
    public List<Cause> causes(State state, int most) {
        return causes(new Wanted(state, null, null, null, null), most, 0);
    }

    /** The causes behind such letters, the most frequent first. */
    public List<Cause> causes(Wanted wanted, int most, int offset) {
        return causes.list(wanted, most, offset);
    }

    /** A cause that waits for somebody. @param letters how many are open */
    public record Standing(String fingerprint, String code, String kind, String source, long letters) {}

    /** Every cause that waits for somebody, read from the index of causes: for those who look often. */
    public List<Standing> standing() {
        return causes.standing();
    }

    /** How many causes are behind such letters. */
    public long countCauses(Wanted wanted) {
        return causes.count(wanted);
    }

    /**
     * Letters of a state, the newest first.
     *
     * @param fingerprint only those of this cause, or null for all
     */
    public List<Line> lines(State state, String fingerprint, int most, int offset) {
        return jdbc.query("select " + LINE + " from dead_letter where state = ? " + (fingerprint == null ? "" : "and fingerprint = unhex(?) ")
                + "order by last_seen_at desc, id desc limit ? offset ?",
                (row, number) -> line(row),
                fingerprint == null ? new Object[] {word(state), most, offset} : new Object[] {word(state), fingerprint, most, offset});
    }

    /** Letters that a run was the first to see, by number. */
    public List<Line> ofRun(int runId, int most) {
        return jdbc.query("select " + LINE + " from dead_letter where first_run_id = ? order by id limit ?",
                (row, number) -> line(row), runId, most);
    }

    /** How many letters a run was the first to see. */
    public long countOfRun(int runId) {
        return jdbc.queryForObject("select count(*) from dead_letter where first_run_id = ?", Long.class, runId);
    }

    /** Whether there is or was a letter of this cause. */
    public boolean known(String fingerprint) {
        return !jdbc.queryForList("""
                select 1 from dead_letter where state in ('open', 'replayed', 'discarded', 'resolved') and fingerprint = unhex(?) limit 1""",
                Integer.class, fingerprint).isEmpty();
    }

    /** One letter with all that is kept of it. */
    public Optional<Letter> letter(long id) {
        return jdbc.query("select " + LINE + """
                , hex(fingerprint) as print, want, at_step, fix, entry_id, document_id, received, body, headers, request, response,
                  coalesce(mapping_version, (select m.version from run r join mapping_version m on m.id = r.mapping_version_id
                    where r.id = first_run_id)) as mappings,
                  (select nullif(m.accepted_number, 0) from run r join mapping_version m on m.id = r.mapping_version_id
                    where r.id = first_run_id) as version, first_run_id, changed_by, change_note, changed_at from dead_letter where id = ?""",
                (row, number) -> new Letter(line(row), row.getString("print").toLowerCase(Locale.ROOT), row.getString("want"),
                        row.getString("at_step"), row.getString("fix"), row.getObject("entry_id", Long.class),
                        row.getObject("document_id", Integer.class), row.getString("received"), row.getString("body"),
                        row.getString("headers"), Exchanged.request(row.getString("request")), Exchanged.response(row.getString("response")),
                        row.getString("mappings"), row.getObject("version", Integer.class), row.getObject("first_run_id", Integer.class),
                        row.getString("changed_by"), row.getString("change_note"), instant(row, "changed_at"), decisions.of(id)),
                id).stream().findFirst();
    }

    /**
     * Puts an open letter aside for good: what failed is not tried again by us.
     *
     * @param by  who says so
     * @param why for those who ask later
     * @return false where the letter was not open
     */
    public boolean discard(long id, String by, String why) {
        return transaction.execute(status -> decisions.one(id, State.DISCARDED, by, why));
    }

    /**
     * Puts the open letters of one cause aside for good, those with a number up to {@code upTo}: what came since whoever decides
     * has looked is not decided with it.
     *
     * @return how many; none where somebody else was quicker
     */
    public int discardCause(String fingerprint, long upTo, String by, String why) {
        return transaction.execute(status -> decisions.ofCause(fingerprint, upTo, State.DISCARDED, by, why));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong("id"), state(row), row.getString("kind"), row.getString("code"), row.getString("where_at"),
                row.getString("what"), row.getString("saw"), row.getString("source"), row.getInt("attempts"),
                instant(row, "first_seen_at"), instant(row, "last_seen_at"));
    }

    private static State state(ResultSet row) throws SQLException {
        return State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
