package io.hourbook.delivery;

import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What targets answered, written to the table {@code delivery} by whoever still owns the delivery. Instants are UTC, to the millisecond. */
@Component
class AnswerStore {

    private static final int LONGEST_ANSWER = 2_000;

    private final JdbcTemplate jdbc;

    AnswerStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ends a delivery whose document is at its target now, and notes at the document what the target has: one statement, so that
     * both are written or neither is.
     *
     * @return whether it was still the owner's
     */
    boolean delivered(Due due, Outcome.Delivered outcome, Instant now) {
        return jdbc.update(
                        """
                        update delivery y join document d on d.id = y.document_id
                        set y.state = 'delivered', y.doubted = false, y.answer_status = ?, y.answer = ?, y.answered_at = ?,
                          y.owner = null, y.lease_until = null,
                          d.delivered_revision = greatest(d.delivered_revision, ?), d.external_id = coalesce(?, d.external_id)
                        where y.id = ? and y.owner = ?
                        """,
                        outcome.status(),
                        shortened(outcome.words()),
                        DeliveryStore.utc(now),
                        outcome.revision(),
                        outcome.externalId(),
                        due.id(),
                        due.owner())
                > 0;
    }

    /** Ends a delivery. @return whether it was still the owner's */
    boolean end(Due due, String state, boolean doubted, boolean refused, Outcome outcome, Instant now) {
        return jdbc.update(
                        """
                        update delivery
                        set state = ?, doubted = ?, refused = refused or ?, answer_status = ?, answer = ?, answered_at = ?,
                          owner = null, lease_until = null
                        where id = ? and owner = ?
                        """,
                        state,
                        doubted,
                        refused,
                        outcome.status(),
                        shortened(outcome.words()),
                        DeliveryStore.utc(now),
                        due.id(),
                        due.owner())
                == 1;
    }

    /** Puts a delivery back. @return whether it was still the owner's */
    boolean putBack(Due due, Outcome.Later outcome, Instant nextAttempt, Instant now) {
        return jdbc.update(
                        """
                        update delivery
                        set state = ?, doubted = ?, attempts = ?, next_attempt_at = ?, told_to_wait = ?, answer_status = ?, answer = ?,
                          answered_at = ?, owner = null, lease_until = null
                        where id = ? and owner = ?
                        """,
                        outcome.doubt() ? "in-doubt" : "waiting",
                        outcome.doubt(),
                        due.attempts() + (outcome.counts() ? 1 : 0),
                        DeliveryStore.utc(nextAttempt),
                        outcome.told(),
                        outcome.status(),
                        shortened(outcome.words()),
                        DeliveryStore.utc(now),
                        due.id(),
                        due.owner())
                == 1;
    }

    /** What of a document was to be sent waits for a person. @return whether there was anything */
    boolean hold(int documentId, String words, Instant now) {
        return jdbc.update(
                        """
                        update delivery
                        set state = 'failed', refused = true, answer_status = null, answer = ?, answered_at = ?, owner = null, lease_until = null
                        where document_id = ? and state in ('waiting', 'in-doubt')
                        """,
                        shortened(words),
                        DeliveryStore.utc(now),
                        documentId)
                > 0;
    }

    /** Whether the last answer to this delivery had that status. */
    boolean answered(Due due, int status) {
        return !jdbc.queryForList("select id from delivery where id = ? and answer_status = ?", Long.class, due.id(), status).isEmpty();
    }

    /** What the target has is known again, up to this delivery's revision. */
    void settleEarlierDoubts(Due due) {
        jdbc.update(
                "update delivery set doubted = false where document_id = ? and revision < ? and doubted",
                due.documentId(),
                due.revision());
    }

    private static String shortened(String words) {
        return words.length() > LONGEST_ANSWER ? words.substring(0, LONGEST_ANSWER) : words;
    }
}
