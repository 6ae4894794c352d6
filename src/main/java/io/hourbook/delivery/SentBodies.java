package io.hourbook.delivery;

import io.hourbook.document.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What may stand at targets that have no place for a mark of ours: the last content that arrived, and each that was sent since. It is
 * written before the first byte leaves and cleared once an answer has come, so that no crash makes our own words look like people's.
 */
@Component
class SentBodies {

    /** Nothing is known and nothing kept, as in cases. */
    static final SentBodies NONE = new SentBodies(null, null) {
        @Override
        void keep(Map<Due, String> bodies) {
            // a case says itself what was written
        }
    };

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SentBodies(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps what is about to be sent, beside what may stand there. */
    void keep(Map<Due, String> bodies) {
        bodies.forEach((due, body) -> jdbc.update(
                """
                insert into sent_body (document_id, hash, revision, body, sent_at) values (?, ?, ?, ?, ?)
                on duplicate key update revision = values(revision), sent_at = values(sent_at)
                """,
                due.documentId(), hash(body), due.revision(), body, DeliveryStore.utc(clock.instant())));
    }

    /** Of what was written, what arrived is all that stands there now; of the rest nothing more is known than before. */
    void heard(Map<Due, String> bodies, Map<Due, Outcome> outcomes) {
        bodies.forEach((due, body) -> {
            keep(Map.of(due, body));
            if (outcomes.get(due) instanceof Outcome.Delivered) {
                jdbc.update("delete from sent_body where document_id = ? and hash <> ?", due.documentId(), hash(body));
            }
        });
    }

    /** What is known of what stands at the target, for those documents that may. */
    Map<Due, Sending.Before> before(Map<Due, Documents.Outgoing> outgoing, Documents documents) {
        Map<Due, Sending.Before> before = new LinkedHashMap<>();
        outgoing.forEach((due, document) -> {
            if (due.target().kind().sentIsKept() && (document.externalId() != null || !due.fitsBatch())) {
                List<String> bodies = of(due.documentId());
                boolean olderRelease = bodies.isEmpty() && document.deliveredRevision() > 0;
                before.put(due, new Sending.Before(bodies, olderRelease ? documents.delivered(due.documentId()) : null));
            }
        });
        return before;
    }

    private List<String> of(int documentId) {
        return jdbc.queryForList("select body from sent_body where document_id = ? order by sent_at desc, revision desc", String.class, documentId);
    }

    private static byte[] hash(String body) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)), 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
