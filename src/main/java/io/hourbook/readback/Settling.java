package io.hourbook.readback;

import io.hourbook.deadletter.DeadLetters;
import io.hourbook.delivery.Deliveries;
import io.hourbook.document.Documents;
import io.hourbook.readback.ThereStore.Waiting;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows from what was read, done by a pass: a void frees what was on it, a document that is final there is final here. */
final class Settling {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final TransactionTemplate transaction;
    private final ThereStore there;
    private final Documents documents;
    private final Deliveries deliveries;
    private final DeadLetters deadLetters;

    Settling(JdbcTemplate jdbc, TransactionTemplate transaction, Documents documents, Deliveries deliveries, DeadLetters deadLetters) {
        this.transaction = transaction;
        this.there = new ThereStore(jdbc);
        this.documents = documents;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
    }

    /** Each document for itself: a crash leaves the rest to the next pass. */
    void settle(int runId) {
        for (Waiting waiting : there.waiting()) {
            transaction.executeWithoutResult(status -> {
                switch (waiting.waits()) {
                    case VOID -> free(waiting, runId);
                    case FINAL -> close(waiting);
                    default -> throw new IllegalStateException(waiting.waits().word());
                }
            });
        }
    }

    private void free(Waiting waiting, int runId) {
        if (waiting.status().equals("void")) {
            // it had lost its last line here, too: what was to be said of that is said
            deliveries.end(waiting.documentId(), "voided there by people");
            there.settled(waiting.documentId());
            return;
        }
        int lines = documents.voidedAtTarget(waiting.documentId(), runId);
        deliveries.end(waiting.documentId(), "voided there by people");
        deadLetters.resolveDocument(waiting.documentId(), List.of(), "voided there by people; what was on it goes into a new document");
        there.freed(waiting.documentId(), runId, lines);
        LOG.info("{} was voided at target {}: its {} lines are free again", waiting.reference(), waiting.target(), lines);
    }

    private void close(Waiting waiting) {
        if (waiting.open()) {
            // what is in doubt is looked up first; the target itself says that it is final
            return;
        }
        if (waiting.status().equals("draft") && waiting.delivered() > 0) {
            deliveries.end(waiting.documentId(), "final there");
            deadLetters.resolveDocument(waiting.documentId(), List.of(), "final there; what differs is corrected by another document");
            documents.finalAtTarget(waiting.documentId(), waiting.delivered());
        }
        there.settled(waiting.documentId());
    }
}
