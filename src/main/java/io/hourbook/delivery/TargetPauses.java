package io.hourbook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Targets that are left alone for a while. A short wait is the lanes' own; a long one is parked in the table {@code target_pause}, where it
 * holds over passes, restarts and nodes, and blocks no thread, until its time has come or a person ends it.
 */
@Component("targetPauses")
public class TargetPauses {

    private static final Logger LOG = LoggerFactory.getLogger(TargetPauses.class);
    /** What is over before another pass could begin concerns nobody else. */
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int MOST_WORDS = 500;
    /** Of whys: DEL-121, DEL-122. What begins so stays after its time. */
    private static final Pattern WANTING = Pattern.compile("^DEL-12[12] ");

    /**
     * A target that is parked.
     *
     * @param why    in few words
     * @param saidBy the target, Hourbook, or a person
     */
    public record Pause(String target, Instant until, Instant since, String why, String saidBy) {}

    /** Nobody is parked, nor would it be written down. */
    static final TargetPauses NONE = new TargetPauses(null, Clock.systemUTC()) {
        @Override
        boolean pause(String target, Instant until, String why, String saidBy) {
            return false;
        }

        @Override
        void wantsNothing(String target) {
            // nobody wanted anything
        }
    };

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, Instant> known = new ConcurrentHashMap<>();
    /** Targets that could not be called for want of credentials, until one could. */
    private final Set<String> wanting = ConcurrentHashMap.newKeySet();

    TargetPauses(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Leaves a target alone until then; never shorter than it is already. Whoever asks next hears of it at once.
     *
     * @return whether it was not left alone until now
     */
    boolean pause(String target, Instant until, String why, String saidBy) {
        Instant now = clock.instant();
        Instant before = known.put(target, until);
        boolean begins = before == null || !before.isAfter(now);
        if (before != null && !until.isAfter(before)) {
            known.merge(target, before, (one, other) -> one.isAfter(other) ? one : other);
            return begins;
        }
        if (Duration.between(now, until).compareTo(SHORT) > 0) {
            park(target, until, why, saidBy, now);
        }
        return begins;
    }

    private void park(String target, Instant until, String why, String saidBy, Instant now) {
        try {
            jdbc.update(
                    """
                    insert into target_pause (target, until_at, since_at, why, said_by) values (?, ?, ?, ?, ?)
                    on duplicate key update since_at = if(until_at < values(since_at), values(since_at), since_at),
                      until_at = values(until_at), why = values(why), said_by = values(said_by)
                    """,
                    target, DeliveryStore.utc(until), DeliveryStore.utc(now), why.length() > MOST_WORDS ? why.substring(0, MOST_WORDS) : why, saidBy);
            LOG.info("target {} is left alone until {}: {}", target, until, why);
        } catch (DataAccessException away) {
            LOG.debug("a pause of {} could not be written", target, away);
        }
    }

    /**
     * The same where only a person can help: it is kept, and shown as one problem, until the target could be called again, however often
     * it was tried meanwhile.
     */
    boolean wants(String target, Instant until, String why, String saidBy) {
        boolean begins = wanting.add(target);
        pause(target, until, why, saidBy);
        return begins;
    }

    /** There is something to show it again. */
    void wantsNothing(String target) {
        if (wanting.remove(target)) {
            try {
                jdbc.update("delete from target_pause where target = ? and why regexp ?", target, WANTING.pattern());
                LOG.info("target {} can be called again: there is something to show it", target);
            } catch (DataAccessException away) {
                wanting.add(target);
            }
        }
    }

    /** Until when a target is left alone; a time long ago where it is not. As this process knows it: asks no database. */
    Instant until(String target) {
        return known.getOrDefault(target, Instant.EPOCH);
    }

    /** Takes over what other nodes, and this one before it was started again, wrote down; and what a person ended elsewhere. */
    void look() {
        Instant now = clock.instant();
        Map<String, Instant> parked = new ConcurrentHashMap<>();
        Set<String> wants = new HashSet<>();
        jdbc.query("select target, until_at, why from target_pause", row -> {
            if (at(row, 2).isAfter(now)) {
                parked.put(row.getString(1), at(row, 2));
            }
            if (WANTING.matcher(row.getString(3)).find()) {
                wants.add(row.getString(1));
            }
        });
        Instant soon = now.plus(SHORT);
        known.keySet().removeIf(target -> !parked.containsKey(target) && known.get(target).isAfter(soon));
        known.putAll(parked);
        wanting.retainAll(wants);
        wanting.addAll(wants);
    }

    /** Those that are parked now, by name. */
    public List<Pause> all() {
        return jdbc.query(
                "select target, until_at, since_at, why, said_by from target_pause where until_at > ? order by target",
                (row, number) -> new Pause(row.getString(1), at(row, 2), at(row, 3), row.getString(4), row.getString(5)),
                DeliveryStore.utc(clock.instant()));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /**
     * Ends a pause: a person says so, or what made it is gone. What the target put off is due at once.
     *
     * @return whether the target was parked
     */
    public boolean end(String target) {
        known.remove(target);
        wanting.remove(target);
        int ended = jdbc.update("delete from target_pause where target = ?", target);
        jdbc.update(
                """
                update delivery set next_attempt_at = ?, told_to_wait = false
                where target = ? and state in ('waiting', 'in-doubt') and told_to_wait
                """,
                DeliveryStore.utc(clock.instant()), target);
        return ended > 0;
    }
}
