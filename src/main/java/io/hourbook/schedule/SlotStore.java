package io.hourbook.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements over the tables {@code schedule} and {@code slot}. Instants are UTC, to the microsecond. */
final class SlotStore {

    private final JdbcTemplate jdbc;

    SlotStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A slot that is not done: {@code running} or {@code waiting}. */
    record Open(long id, String name, Instant dueAt, boolean running, int attempts, Instant nextAttemptAt, boolean asked) {}

    /**
     * @param since     by name, since when the schedule holds
     * @param last      by name, the newest slot that came due by itself
     * @param begun     by name, the newest slot of a source that somebody has begun
     * @param open      the oldest first
     * @param turnTaken whether a process has the right to work
     */
    record State(
            Map<String, Instant> since, Map<String, Instant> last, Map<String, Instant> begun, List<Open> open, boolean turnTaken) {}

    State state() {
        Map<String, Instant> since = new HashMap<>();
        jdbc.query("select name, since_at from schedule", row -> {
            since.put(row.getString("name"), instant(row, "since_at"));
        });
        Map<String, Instant> last = new HashMap<>();
        jdbc.query("select name, max(due_at) as due_at from slot where asked_by is null group by name", row -> {
            last.put(row.getString("name"), instant(row, "due_at"));
        });
        Map<String, Instant> begun = new HashMap<>();
        jdbc.query(
                "select name, max(due_at) as due_at from slot where name like 'source:%' and (asked_by is null or attempts > 0) group by name",
                row -> {
                    begun.put(row.getString("name"), instant(row, "due_at"));
                });
        List<Open> open = jdbc.query(
                """
                select id, name, due_at, state = 'running' as running, attempts, next_attempt_at, asked_by is not null as asked
                from slot where state in ('running', 'waiting') order by due_at, id""",
                (row, number) -> new Open(
                        row.getLong("id"), row.getString("name"), instant(row, "due_at"), row.getBoolean("running"),
                        row.getInt("attempts"), instant(row, "next_attempt_at"), row.getBoolean("asked")));
        boolean free = Boolean.TRUE.equals(
                jdbc.queryForObject("select is_free_lock(concat('hourbook-pass-', database()))", Boolean.class));
        return new State(since, last, begun, open, !free);
    }

    /** From now on, unless it has these words already. */
    void remember(String name, String words, Instant now) {
        jdbc.update(
                """
                insert into schedule (name, words, since_at) values (?, ?, ?)
                on duplicate key update since_at = if(words = value(words), since_at, value(since_at)), words = value(words)""",
                name, words, utc(now));
    }

    /** What is no schedule any more begins anew if it ever becomes one again. */
    void forgetAllBut(Collection<String> names) {
        List<String> known = jdbc.queryForList("select name from schedule", String.class);
        known.stream().filter(name -> !names.contains(name)).forEach(name -> jdbc.update("delete from schedule where name = ?", name));
    }

    /** @return the slot, or nothing where it is there already */
    Optional<Slot> begin(String name, Instant dueAt, String owner, Instant now) {
        int inserted = jdbc.update(
                "insert ignore into slot (name, due_at, state, owner, attempts, started_at) values (?, ?, 'running', ?, 1, ?)",
                name, utc(dueAt), owner, utc(now));
        if (inserted == 0) {
            return Optional.empty();
        }
        Long id = jdbc.queryForObject("select id from slot where name = ? and due_at = ?", Long.class, name, utc(dueAt));
        return Optional.of(new Slot(id, name, dueAt, 1, false));
    }

    /** @return the slot, or nothing where it is no longer as it was found */
    Optional<Slot> beginAgain(Open open, String owner, Instant now) {
        int taken = jdbc.update(
                """
                update slot set state = 'running', owner = ?, attempts = attempts + 1, started_at = ?, next_attempt_at = null
                where id = ? and state = ? and attempts = ?""",
                owner, utc(now), open.id(), open.running() ? "running" : "waiting", open.attempts());
        return taken == 0
                ? Optional.empty()
                : Optional.of(new Slot(open.id(), open.name(), open.dueAt(), open.attempts() + 1, open.asked()));
    }

    /** A slot that cannot be begun: it is looked at again later, and no attempt is counted. */
    void putOff(String name, Instant dueAt, Instant until, String why) {
        jdbc.update(
                """
                insert into slot (name, due_at, state, next_attempt_at, failure) values (?, ?, 'waiting', ?, ?)
                on duplicate key update state = 'waiting', owner = null, next_attempt_at = value(next_attempt_at), failure = value(failure)""",
                name, utc(dueAt), utc(until), why);
    }

    /** Gives up a slot that can never be ended. */
    void giveUp(Open open, Instant now, String why) {
        jdbc.update(
                """
                update slot set state = 'failed', finished_at = ?, next_attempt_at = null, failure = ?, owner = null
                where id = ? and state in ('running', 'waiting') and attempts = ?""",
                utc(now), why, open.id(), open.attempts());
    }

    /** Writes down how an attempt ended, where it still is this process's. @return whether it was */
    boolean settle(Settlement end, String owner) {
        return jdbc.update(
                        """
                        update slot set state = ?, finished_at = ?, next_attempt_at = ?, failure = ?, run_id = coalesce(?, run_id), owner = null
                        where id = ? and owner = ? and attempts = ? and state = 'running'""",
                        end.state(), utc(end.finishedAt()), utc(end.nextAttemptAt()), end.failure(), end.runId(), end.slot().id(), owner,
                        end.slot().attempt())
                == 1;
    }

    /** Asked for by a person; one that waits already is the one that is meant. */
    void ask(String name, String by, Instant now) {
        // never at a whole second: those are the schedule's own
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        Instant dueAt = at.equals(at.truncatedTo(ChronoUnit.SECONDS)) ? at.plus(1, ChronoUnit.MICROS) : at;
        jdbc.update(
                """
                insert ignore into slot (name, due_at, state, next_attempt_at, asked_by)
                select ?, ?, 'waiting', ?, ? from dual
                where not exists (select 1 from slot where name = ? and state = 'waiting' and asked_by is not null)""",
                name, utc(dueAt), utc(at), by, name);
    }

    /** The newest slot of each name. */
    Map<String, ScheduleView.Last> newest() {
        Map<String, ScheduleView.Last> newest = new HashMap<>();
        jdbc.query(
                """
                select s.* from slot s join (select name, max(due_at) as due_at from slot group by name) n
                  on n.name = s.name and n.due_at = s.due_at""",
                row -> {
                    int run = row.getInt("run_id");
                    newest.put(row.getString("name"), new ScheduleView.Last(
                            instant(row, "due_at"), row.getString("state"), row.getInt("attempts"), instant(row, "started_at"),
                            instant(row, "finished_at"), instant(row, "next_attempt_at"), run == 0 ? null : run,
                            row.getString("failure"), row.getString("asked_by")));
                });
        return newest;
    }

    /** Forgets slots that ended before, but for the newest of each name. */
    int prune(Instant before) {
        return jdbc.update(
                """
                delete s from slot s join (
                  select name, max(due_at) as newest, max(if(asked_by is null, due_at, null)) as newest_own from slot group by name) n
                  on n.name = s.name
                where s.state in ('done', 'failed') and s.finished_at < ? and s.due_at <> n.newest
                  and (n.newest_own is null or s.due_at <> n.newest_own)""",
                utc(before));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
