package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.observe.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What stands and what was said of it, in the database: any number of nodes and restarts say it once. */
final class AlertStore {

    private static final int LONGEST_WHAT = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    AlertStore(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Writes down what stands at this moment. What has not stood before begins now, or when it says. */
    void notice(List<Condition> conditions, Instant now) {
        Map<String, Alert> known = new HashMap<>();
        standing().forEach(alert -> known.put(alert.cause(), alert));
        List<Long> seen = new ArrayList<>();
        for (Condition condition : conditions) {
            Alert alert = known.get(condition.cause());
            String what = words(condition);
            if (alert == null) {
                jdbc.update("""
                        insert ignore into alert (cause, standing, kind, node, what, link, letters, began_at, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                        condition.cause(), condition.cause(), condition.kind().word(), condition.node(), what, condition.link(), condition.letters(),
                        utc(condition.since() == null ? now : condition.since()), utc(now));
            } else {
                seen.add(alert.id());
                if (!what.equals(alert.what()) || condition.letters() != alert.letters()) {
                    jdbc.update("update alert set what = ?, letters = ? where id = ?", what, condition.letters(), alert.id());
                }
            }
        }
        if (!seen.isEmpty()) {
            jdbc.update("update alert set seen_at = ? where id in (" + ids(seen) + ")", utc(now));
        }
    }

    private static String words(Condition condition) {
        String what = (condition.code() == null ? "" : condition.code() + ": ") + condition.what();
        return what.length() <= LONGEST_WHAT ? what : what.substring(0, LONGEST_WHAT);
    }

    /** Whatever stands, the first first. */
    List<Alert> standing() {
        return jdbc.query("""
                select id, cause, kind, node, what, link, letters, began_at, seen_at, told_at, reminded_at, reminders from alert
                where standing is not null order by id""", (row, number) -> alert(row));
    }

    /** Has it told, where nobody else has it told. */
    void tell(Alert alert, List<Channel> channels, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (jdbc.update("update alert set told_at = ? where id = ? and told_at is null and standing is not null", utc(now), alert.id()) == 1) {
                channels.forEach(channel -> say(alert.id(), Event.BEGAN, 0, channel, now));
            }
        });
    }

    /** Has it told once more, where nobody else has. */
    void remind(Alert alert, List<Channel> channels, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (jdbc.update("update alert set reminded_at = ?, reminders = reminders + 1 where id = ? and reminders = ? and standing is not null",
                    utc(now), alert.id(), alert.reminders()) == 1) {
                channels.forEach(channel -> say(alert.id(), Event.LASTS, alert.reminders() + 1, channel, now));
            }
        });
    }

    /**
     * Ends it, and has that told to whoever was told that it began: to nobody where the first word has not gone out yet, which
     * then never does.
     *
     * @param channels none where nobody is to know
     */
    void end(Alert alert, List<Channel> channels, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (jdbc.update("update alert set standing = null, over_at = ? where id = ? and seen_at = ? and standing is not null", utc(now), alert.id(),
                    utc(alert.seen())) == 1) {
                jdbc.update("update alert_message set state = 'dropped' where alert_id = ? and state = 'waiting'", alert.id());
                List<String> told = jdbc.queryForList(
                        "select distinct channel from alert_message where alert_id = ? and state in ('sent', 'sending')", String.class, alert.id());
                channels.stream().filter(channel -> told.contains(channel.word())).forEach(channel -> say(alert.id(), Event.OVER, 0, channel, now));
            }
        });
    }

    private void say(long alert, Event event, int number, Channel channel, Instant now) {
        jdbc.update("""
                insert ignore into alert_message (alert_id, event, number, channel, state, next_attempt_at, created_at) values (?, ?, ?, ?, 'waiting', ?, ?)""",
                alert, event.word(), number, channel.word(), utc(now), utc(now));
    }

    /**
     * Takes what is to be said now in one way, so that nobody else does.
     *
     * @param only of this kind, or null for all
     * @param until when it is free again, should this process end before it says what came of it
     */
    List<Message> take(Channel channel, Kind only, int most, Instant now, Instant until) {
        return transaction.execute(status -> {
            List<Message> taken = jdbc.query("""
                    select m.id, m.event, m.attempts, a.cause, a.kind, a.what, a.link, a.letters, a.began_at, a.over_at
                    from alert_message m join alert a on a.id = m.alert_id
                    where m.channel = ? and (? is null or a.kind = ?) and m.state in ('waiting', 'sending')
                      and (m.state = 'waiting' and m.next_attempt_at <= ? or m.state = 'sending' and m.lease_until < ?)
                    order by m.id limit ? for update skip locked""",
                    (row, number) -> message(row, now), channel.word(), only == null ? null : only.word(), only == null ? null : only.word(), utc(now), utc(now), most);
            if (!taken.isEmpty()) {
                jdbc.update("update alert_message set state = 'sending', attempts = attempts + 1, lease_until = ? where id in (" + ids(of(taken)) + ")", utc(until));
            }
            return taken;
        });
    }

    void sent(List<Message> messages, Instant now) {
        jdbc.update("update alert_message set state = 'sent', sent_at = ?, lease_until = null, failure = null where id in (" + ids(of(messages)) + ")", utc(now));
    }

    void failed(List<Message> messages, String why, Instant again) {
        jdbc.update("""
                update alert_message set state = 'waiting', lease_until = null, failure = ?, next_attempt_at = ? where id in (%s) and state = 'sending'"""
                .formatted(ids(of(messages))), why.length() <= 300 ? why : why.substring(0, 300), utc(again));
    }

    /** How many messages could not be said yet, although it was tried. */
    long overdue() {
        return jdbc.queryForObject("select count(*) from alert_message where state in ('waiting', 'sending') and attempts > 0", Long.class);
    }

    /** Forgets what stands, with nobody told. */
    void switchedOff(Instant now) {
        jdbc.update("update alert set standing = null, over_at = ? where standing is not null", utc(now));
        jdbc.update("update alert_message set state = 'dropped' where state in ('waiting', 'sending')");
    }

    /** Takes no notice any more of what could not be told for so long, and forgets what was over before that. */
    void tidy(Instant tooOld, Instant forgotten) {
        jdbc.update("update alert_message set state = 'dropped' where state = 'waiting' and event = 'over' and created_at < ?", utc(tooOld));
        jdbc.update("delete m from alert_message m join alert a on a.id = m.alert_id where a.over_at < ?", utc(forgotten));
        jdbc.update("delete from alert where over_at < ?", utc(forgotten));
    }

    private static List<Long> of(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static String ids(List<Long> ids) {
        return String.join(",", ids.stream().map(String::valueOf).toList());
    }

    private static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getLong("id"), row.getString("cause"), kind(row), row.getString("node"), row.getString("what"), row.getString("link"),
                row.getLong("letters"), instant(row, "began_at"), instant(row, "seen_at"), instant(row, "told_at"), instant(row, "reminded_at"),
                row.getInt("reminders"));
    }

    private static Message message(ResultSet row, Instant now) throws SQLException {
        Instant over = instant(row, "over_at");
        return new Message(
                row.getLong("id"), Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)), row.getInt("attempts") + 1,
                row.getString("cause"), kind(row), row.getString("what"), row.getString("link"), row.getLong("letters"), instant(row, "began_at"),
                over == null ? now : over);
    }

    private static Kind kind(ResultSet row) throws SQLException {
        String word = row.getString("kind");
        return Kind.of(word).orElseThrow(() -> new SQLException("no kind of alert is called " + word));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }
}
