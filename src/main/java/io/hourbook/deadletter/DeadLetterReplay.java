package io.hourbook.deadletter;

import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeadLetterReplay(DeadLetterDesk desk, JdbcTemplate jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.desk = desk;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param id   the letter
     * @param by   header {@code by}: who replays it
     * @param note header {@code note}: why, or null
     * @throws Problem ROU-301 where there is no such letter, ROU-302 where it is not open
     */
    public Replayed replay(@Body long id, @Header("by") String by, @Header("note") String note) {
        return transaction.execute(status -> {
            Letter letter = desk.letter(id).orElseThrow(() -> new Problem(new Finding("ROU-301", "dead letter " + id,
                    "there is no such letter", null, "the number of a letter in the list", "look it up among the dead letters")));
            if (letter.line().state() != State.OPEN) {
                throw new Problem(new Finding("ROU-302", "dead letter " + id, "this letter is not open",
                        letter.line().state().name().toLowerCase(Locale.ROOT) + " by " + letter.changedBy(), "an open letter",
                        "nothing; a letter that fails again opens by itself"));
            }
            Replayed replayed = letter.entryId() != null ? entry(id, letter.entryId())
                    : letter.documentId() != null ? document(id, letter.documentId())
                    : byHand(letter);
            if (replayed.replayed()) {
                desk.replayed(id, by, note);
            }
            return replayed;
        });
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
