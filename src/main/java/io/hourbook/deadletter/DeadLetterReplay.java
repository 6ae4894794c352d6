package io.hourbook.deadletter;

import io.hourbook.database.RepeatedTransaction;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts what failed back to where it left: an entry among those to allocate, a document into the outbox under the key that it
 * had. Nothing is sent or computed here; the next pass does that, so replaying twice does nothing twice.
 */
@Component("deadLetterReplay")
public class DeadLetterReplay {

    /**
     * What came of a replay.
     *
     * @param replayed whether something was put back
     * @param next     what happens now, or what the reader has to do instead
     */
    public record Replayed(long id, boolean replayed, String next) {}

    private final DeadLetterDesk desk;
    private final JdbcTemplate jdbc;
    private final RepeatedTransaction transaction;
    private final LetterDecisions decisions;
    private final Clock clock;

    @Autowired
    DeadLetterReplay(DeadLetterDesk desk, JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.desk = desk;
        this.jdbc = jdbc;
        this.transaction = new RepeatedTransaction(transactions);
        this.decisions = new LetterDecisions(jdbc, clock);
        this.clock = clock;
    }

    /** For a command that has the database and nothing else. */
    public DeadLetterReplay(DeadLetterDesk desk, DataSource database, Clock clock) {
        this(desk, new JdbcTemplate(database), new DataSourceTransactionManager(database), clock);
    }

    /**
     * @param id   the letter
     * @param by   header {@code by}: who replays it
     * @param note header {@code note}: why, or null
     * @throws Problem ROU-301 where there is no such letter, ROU-302 where it is not open
     */
    public Replayed replay(@Body long id, @Header("by") String by, @Header("note") String note) {
        return transaction.execute(status -> {
            // two people at once: the second waits here, and then reads what the first has decided
            jdbc.queryForList("select id from dead_letter where id = ? for update", Long.class, id);
            Letter letter = desk.letter(id).orElseThrow(() -> noSuchLetter(id));
            if (letter.line().state() != State.OPEN) {
                throw notOpen(letter);
            }
            Replayed replayed = letter.entryId() != null ? entry(id, letter.entryId())
                    : letter.documentId() != null ? document(id, letter.documentId())
                    : byHand(letter);
            if (replayed.replayed()) {
                decisions.one(id, State.REPLAYED, by, note);
            }
            return replayed;
        });
    }

    /** ROU-301: nobody has such a letter. */
    public static Problem noSuchLetter(long id) {
        return new Problem(new Finding("ROU-301", "dead letter " + id, "there is no such letter", null,
                "the number of a letter in the list", "look it up among the dead letters"));
    }

    /** ROU-303: nothing ever failed for this cause. */
    public static Problem noSuchCause(String fingerprint) {
        return new Problem(new Finding("ROU-303", "cause " + fingerprint, "no dead letter has this cause", null,
                "the 32 digits of a cause in the list", "look it up: hourbook dead-letters list"));
    }

    /** ROU-302: somebody has decided about this letter before, or it went through after all. */
    public static Problem notOpen(Letter letter) {
        return new Problem(new Finding("ROU-302", "dead letter " + letter.line().id(), "this letter is not open",
                letter.line().state().name().toLowerCase(Locale.ROOT) + " by " + letter.changedBy(), "an open letter",
                "nothing; a letter that fails again opens by itself"));
    }

    /**
     * What came of replaying the letters of one cause.
     *
     * @param replayed letters that were put back
     * @param left     letters of the cause that stay open
     * @param next     what happens now, and what to do about those that are left
     */
    public record ReplayedCause(String fingerprint, long replayed, long left, String next) {}

    /**
     * Replays the open letters of one cause. Again, or by two people at once, does nothing twice.
     *
     * @param fingerprint of the cause
     * @param note        why, or null
     */
    public ReplayedCause replayCause(String fingerprint, String by, String note) {
        long replayed = entries(fingerprint, by, note);
        Replayed stays = null;
        for (long id : jdbc.queryForList(
                "select id from dead_letter where state = 'open' and fingerprint = unhex(?) and entry_id is null and document_id is not null order by id",
                Long.class, fingerprint)) {
            Replayed one = unlessDecided(id, by, note);
            replayed += one != null && one.replayed() ? 1 : 0;
            stays = one != null && !one.replayed() ? one : stays;
        }
        List<Long> left = jdbc.queryForList(
                "select id from dead_letter where state = 'open' and fingerprint = unhex(?)", Long.class, fingerprint);
        if (!left.isEmpty() && stays == null) {
            stays = unlessDecided(left.get(0), by, note);
        }
        String put = replayed == 0 ? "" : "the next pass takes " + (replayed == 1 ? "it" : "them") + " up again";
        String rest = left.isEmpty() ? "" : stays == null ? "some are still open; look at them" : stays.next();
        return new ReplayedCause(fingerprint, replayed, left.size(),
                put.isEmpty() && rest.isEmpty() ? "nothing: no letter of this cause is open" : put + (put.isEmpty() || rest.isEmpty() ? "" : "; ") + rest);
    }

    /**
     * What came of replaying everything that is open.
     *
     * @param replayed letters that were put back
     * @param left     letters that stay open
     * @param causes   what came of each cause, the most frequent first
     */
    public record ReplayedAll(long replayed, long left, List<ReplayedCause> causes) {}

    /**
     * Replays all open letters of entries and documents. Those of rows and files wait for a person at the source.
     *
     * @param note why, or null
     */
    public ReplayedAll replayAll(String by, String note) {
        List<ReplayedCause> causes = desk.causes(State.OPEN).stream().map(cause -> replayCause(cause.fingerprint(), by, note)).toList();
        return new ReplayedAll(
                causes.stream().mapToLong(ReplayedCause::replayed).sum(), causes.stream().mapToLong(ReplayedCause::left).sum(), causes);
    }

    private long entries(String fingerprint, String by, String note) {
        return transaction.execute(status -> {
            jdbc.update("""
                    insert ignore into work (entry_id) select e.id from dead_letter d join entry e on e.id = d.entry_id
                    where d.state = 'open' and d.fingerprint = unhex(?)""", fingerprint);
            return decisions.ofWaitingEntries(fingerprint, State.REPLAYED, by, note);
        }).longValue();
    }

    /** Null where somebody else has decided about the letter in the meantime. */
    private Replayed unlessDecided(long id, String by, String note) {
        try {
            return replay(id, by, note);
        } catch (Problem decided) {
            return null;
        }
    }

    private Replayed entry(long id, long entryId) {
        jdbc.update("insert ignore into work (entry_id) select id from entry where id = ?", entryId);
        boolean waits = jdbc.queryForObject("select count(*) from work where entry_id = ?", Integer.class, entryId) == 1;
        return new Replayed(id, waits, waits ? "the next pass allocates the entry again" : "the entry is no longer there; discard the letter");
    }

    private Replayed document(long id, int documentId) {
        int waiting = jdbc.update("""
                update delivery d join document c on c.id = d.document_id and c.revision = d.revision
                set d.state = 'waiting', d.next_attempt_at = ?, d.lease_until = null
                where d.document_id = ? and d.state in ('failed', 'waiting')""",
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), documentId);
        return new Replayed(id, waiting > 0, waiting > 0
                ? "the next pass sends the document again, under the same key"
                : "the document's newest revision is delivered or on its way; discard the letter");
    }

    private static Replayed byHand(Letter letter) {
        String next = letter.line().kind().equals("row")
                ? "correct the row where it comes from, or in the file, and drop the file into the inbox again: its other rows are known"
                : "correct what is named and drop the file into the inbox again: rows that were taken are known";
        return new Replayed(letter.line().id(), false, next + " (" + letter.line().where() + ")");
    }
}
