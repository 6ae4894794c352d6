package io.hourbook.delivery;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.document.Documents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what targets answered: delivery, document and dead letter in one transaction. */
@Component
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int CONFLICT = 409;
    /** With the backoff between them, a quarter of a minute. */
    private static final int MOST_CONFLICTS = 5;

    private final AnswerStore store;
    private final Documents documents;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final Backoff backoff;
    private final Clock clock;

    Settlement(
            AnswerStore store,
            Documents documents,
            DeadLetters deadLetters,
            PlatformTransactionManager transactions,
            Backoff backoff,
            Clock clock) {
        this.store = store;
        this.documents = documents;
        this.deadLetters = deadLetters;
        this.transaction = new TransactionTemplate(transactions);
        this.backoff = backoff;
        this.clock = clock;
    }

    /** A delivery was another pass's by the time its answer came; that pass looks up what the target has. */
    private record Written(Due due, Outcome outcome, Instant again) {}

    /** @param said the conversation that it came of */
    void settle(DeliveryPass pass, Map<Due, Outcome> outcomes, Said said) {
        // what is one statement anyway needs no transaction around it, and most answers are
        List<Written> written = outcomes.size() == 1 && outcomes.entrySet().stream().allMatch(each -> plain(each.getKey(), each.getValue()))
                ? written(pass, outcomes, said)
                : transaction.execute(status -> written(pass, outcomes, said));
        for (Written each : written) {
            pass.count(each.outcome());
            pass.heard(each.due().target().target(), each.outcome());
            if (each.outcome() instanceof Later later) {
                pass.postponed(each.due().target().target(), each.again(), later.pausesTarget());
            }
        }
    }

    /** Whether it is there, and nothing is known of it that would have to be taken back. */
    private static boolean plain(Due due, Outcome outcome) {
        return outcome instanceof Delivered && due.doubtedEarlier() == 0 && !due.refusedBefore();
    }

    private List<Written> written(DeliveryPass pass, Map<Due, Outcome> outcomes, Said said) {
        List<Written> done = new ArrayList<>();
        outcomes.forEach((due, heard) -> {
            Outcome outcome = patient(due, heard);
            Instant again = outcome instanceof Later later ? clock.instant().plus(wait(due, later)) : null;
            if (write(pass, due, outcome, again, said)) {
                done.add(new Written(due, outcome, again));
            } else {
                LOG.debug("delivery {} was no longer this pass's", due.key());
            }
        });
        return done;
    }

    /**
     * A conflict may pass: another call for the same key or the same document may be under way there, such as our own whose answer
     * never came. Only one that stays is for a person.
     */
    private Outcome patient(Due due, Outcome outcome) {
        boolean conflict = outcome instanceof Refused refused && refused.status() != null && refused.status() == CONFLICT;
        if (!conflict || due.attempts() >= MOST_CONFLICTS && store.answered(due, CONFLICT)) {
            return outcome;
        }
        Refused refused = (Refused) outcome;
        return Later.backingOff(refused.doubt(), refused.words(), refused.status(), refused.foundId());
    }

    private Duration wait(Due due, Later later) {
        int attempts = Math.max(1, due.attempts() + 1);
        return later.notBefore() == null ? backoff.after(attempts) : backoff.atLeast(later.notBefore(), attempts);
    }

    private boolean write(DeliveryPass pass, Due due, Outcome outcome, Instant again, Said said) {
        Instant now = clock.instant();
        if (outcome instanceof Delivered delivered) {
            return delivered(due, delivered, now);
        } else if (outcome instanceof Overtaken overtaken) {
            return overtaken(due, overtaken, now);
        } else if (outcome instanceof Refused refused) {
            return refused(pass, due, refused, now, said);
        } else if (outcome instanceof Final last) {
            return lastWord(due, last, now);
        }
        Later later = (Later) outcome;
        if (!store.putBack(due, later, again, now)) {
            return false;
        }
        found(due, later.foundId());
        return true;
    }

    private boolean delivered(Due due, Delivered delivered, Instant now) {
        if (!store.delivered(due, delivered, now)) {
            return false;
        }
        if (due.doubtedEarlier() > 0) {
            store.settleEarlierDoubts(due);
        }
        if (due.refusedBefore()) {
            deadLetters.resolveDocument(due.documentId());
        }
        return true;
    }

    private boolean overtaken(Due due, Overtaken overtaken, Instant now) {
        // the doubt stays with the row: an earlier create may still arrive, so the newer revision looks first
        if (!store.end(due, "superseded", due.doubted(), false, overtaken, now)) {
            return false;
        }
        found(due, overtaken.foundId());
        return true;
    }

    private boolean refused(DeliveryPass pass, Due due, Refused refused, Instant now, Said said) {
        if (!store.end(due, "failed", refused.doubt(), true, refused, now)) {
            return false;
        }
        found(due, refused.foundId());
        String body = documents.outgoing(due.documentId()).json();
        String subject = "document " + refused.finding().where() + " at " + due.target().target();
        deadLetters.keep(
                pass.runId(),
                List.of(new DeadLetter(
                        DeadLetter.Kind.DOCUMENT,
                        refused.finding(),
                        subject,
                        refused.words(),
                        null,
                        null,
                        due.documentId(),
                        null,
                        body,
                        null,
                        null,
                        said.exchanged(refused.status()))));
        return true;
    }

    /** Keeps documents from being sent until somebody has decided; each has a letter that says about what. */
    void hold(int runId, List<Hindrance.Held> all) {
        for (Hindrance.Held held : all) {
            transaction.executeWithoutResult(status -> {
                if (store.hold(held.documentId(), held.words(), clock.instant())) {
                    String body = documents.outgoing(held.documentId()).json();
                    deadLetters.keep(runId, List.of(new DeadLetter(
                            DeadLetter.Kind.DOCUMENT, held.finding(), held.subject(), held.words(), null, null, held.documentId(), null, body,
                            null, null)));
                }
            });
        }
    }

    private boolean lastWord(Due due, Final last, Instant now) {
        if (!store.end(due, "superseded", false, false, last, now)) {
            return false;
        }
        if (last.foundId() != null) {
            documents.found(due.documentId(), last.foundId(), last.standingRevision());
        }
        documents.finalAtTarget(due.documentId(), last.standingRevision());
        return true;
    }

    private void found(Due due, String foundId) {
        if (foundId != null) {
            int newest = due.doubted() ? due.revision() : Math.max(1, due.doubtedEarlier());
            documents.found(due.documentId(), foundId, newest);
        }
    }
}
