package io.hourbook.delivery;

import io.hourbook.allocation.PassContext;
import io.hourbook.database.PassGuard;
import io.hourbook.database.Trouble;
import io.hourbook.deadletter.DeadLetterKeeper;
import io.hourbook.document.Documents;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.problem.Finding;
import io.hourbook.timetable.PassScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The steps of the delivery routes. */
@Component("deliveries")
public class Deliveries {

    static final String CONVERSATION = "conversation";
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    /** The calls of one conversation at their slowest, and then some. */
    private static final int LEASE_IN_TIMEOUTS = 8;

    /** A pass is asked for: it does not wait long for what only our own backoff holds back, nor begin from scratch. */
    private static final Duration SOON = Duration.ofMillis(500);
    private static final int ATTEMPTS_KEPT = 2;

    private final DeliveryStore store;
    private final Settlement settlement;
    private final Documents documents;
    private final Targets targets;
    private final Clock clock;
    private final Duration patience;
    private final TargetPauses pauses;
    private final SentBodies sent;
    private final ObjectProvider<Hindrance> hindrances;
    private final Map<String, DeliveryPass> passes = new ConcurrentHashMap<>();

    /**
     * @param patience   how long after its start a pass still waits for what comes due
     * @param hindrances what keeps documents from going out
     */
    Deliveries(
            DeliveryStore store,
            Settlement settlement,
            Documents documents,
            Targets targets,
            Clock clock,
            TargetPauses pauses,
            SentBodies sent,
            @Value("${hourbook.delivery.patience:60s}") Duration patience,
            ObjectProvider<Hindrance> hindrances) {
        this.hindrances = hindrances;
        this.store = store;
        this.settlement = settlement;
        this.documents = documents;
        this.targets = targets;
        this.clock = clock;
        this.pauses = pauses;
        this.sent = sent;
        this.patience = patience;
    }

    /**
     * Begins to deliver. Only ever under the lock that keeps passes apart: whatever an earlier pass had in hand is taken
     * over, for that pass is no more.
     */
    public DeliveryPass open(Exchange exchange) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, targets.companyZone());
        takeOver(now);
        pauses.look();
        store.bringForward(now, now.plus(SOON), ATTEMPTS_KEPT);
        PassGuard guard = PassGuard.here();
        Integer runId = exchange.getProperty(DeadLetterKeeper.RUN_ID, 0, Integer.class);
        hindrances.stream().forEach(hindrance -> settlement.hold(runId, hindrance.held(runId)));
        DeliveryPass pass = new DeliveryPass(
                runId, today, now.plus(patience), known(store.targets(today), scope(exchange)), store, clock, scope(exchange), guard,
                () -> guard.stopping() || exchange.getContext().getStatus().isStopping() || exchange.getContext().isStopped(),
                pauses::until);
        passes.put(pass.owner(), pass);
        return pass;
    }

    private boolean takeOver(Instant now) {
        DeliveryStore.Freed freed = store.takeOver(now);
        if (freed.doubted() > 0) {
            LOG.info("{} deliveries were cut off; they are looked up at their target", freed.doubted());
        }
        return freed.any();
    }

    private static PassScope scope(Exchange exchange) {
        PassContext pass = exchange.getProperty("pass", PassContext.class);
        return pass == null ? PassScope.ALL : pass.scope();
    }

    private List<Target> known(List<String> names, PassScope scope) {
        List<Target> known = new ArrayList<>();
        for (String name : names.stream().filter(scope::sendsTo).toList()) {
            targets.target(name)
                    .ifPresentOrElse(known::add, () -> LOG.warn("{}", new Finding(
                            "DEL-106",
                            "mappings/targets.yaml",
                            "documents wait for a target that is not there",
                            name,
                            "a target of this name",
                            "name the target again; what waits goes out by itself")));
        }
        return known;
    }

    /** Whether a delivery that failed has come due again; asked between passes. */
    public boolean retriesAreDue() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, targets.companyZone());
        PassScope scope = targets.ordinary(now);
        try {
            pauses.look();
            return store.targets(today).stream()
                    .filter(name -> targets.target(name).isPresent() && scope.sendsTo(name) && !pauses.until(name).isAfter(now))
                    .anyMatch(target -> store.nextDue(target, today, scope).filter(due -> !due.isAfter(now)).isPresent());
        } catch (DataAccessException failed) {
            if (Trouble.away(failed)) {
                // said elsewhere, once; the next look finds them
                return false;
            }
            throw failed;
        }
    }

    /** How many documents of a flow are due and not at their target yet. */
    public int waiting(String flow) {
        return store.pending(LocalDate.ofInstant(clock.instant(), targets.companyZone()), flow);
    }

    /** How many documents are due at a target and not there yet. */
    public int waitingFor(String target) {
        return store.pendingAt(LocalDate.ofInstant(clock.instant(), targets.companyZone()), target);
    }

    /**
     * Frees what the lanes of a pass took and could not write down, as when the database went away between a call and its
     * answer; to be called when none of them is at work. Where there was something, the pass goes on with it.
     */
    public void free(DeliveryPass pass) {
        pass.freed(takeOver(clock.instant()), clock.instant());
    }

    /** Ends a pass and says what it came to. Nothing of it is left in hand. */
    public DeliverySummary close(DeliveryPass pass) {
        passes.remove(pass.owner());
        takeOver(clock.instant());
        return pass.summary(store);
    }

    /** Reads what is to be sent as it should stand now. What the target speaks, its own route knows. */
    public void compose(Exchange exchange) {
        Object work = exchange.getMessage().getBody();
        Map<Due, Documents.Outgoing> outgoing = new LinkedHashMap<>();
        if (work instanceof Batch batch) {
            batch.dues().forEach(due -> outgoing.put(due, documents.outgoing(due.documentId())));
        } else {
            Due due = (Due) work;
            MDC.put("document", Integer.toString(due.documentId()));
            outgoing.put(due, documents.outgoing(due.documentId()));
        }
        Sending sending = new Sending(outgoing.keySet().iterator().next().target(), outgoing, sent.before(outgoing, documents));
        sending.on(exchange);
        Said.on(exchange);
        if (sending.target().kind() == TargetKind.HTTP) {
            Sending.converse(exchange, plain(sending));
        }
    }

    /** The conversation of the plain contract. */
    static Dialogue plain(Sending sending) {
        return sending.together()
                ? new BatchConversation(sending.target(), sending.documents())
                : new DocumentConversation(sending.due(), sending.document());
    }

    /** Marks the deliveries of a batch as being sent. False when another pass has taken one of them meanwhile. */
    public boolean markSending(Batch batch) {
        return sending(batch.dues());
    }

    boolean sending(List<Due> dues) {
        int seconds = Math.max(1, dues.get(0).target().timeoutSeconds()) * LEASE_IN_TIMEOUTS + 60;
        return store.sending(dues, clock.instant().plusSeconds(seconds)) == dues.size();
    }

    /** Writes down what the target answered. */
    public void settle(Exchange exchange) {
        Lane.of(exchange).ifPresent(Lane::over);
        Dialogue dialogue = exchange.getVariable(CONVERSATION, Dialogue.class);
        Map<Due, Outcome> outcomes = dialogue.outcomes();
        DeliveryPass pass = passes.get(outcomes.keySet().iterator().next().owner());
        sent.heard(dialogue.wrote(), outcomes);
        settlement.settle(pass, outcomes, Said.of(exchange));
        MDC.remove("document");
    }

    /** Puts back what could not be delivered, or writes down what was heard before it went wrong. */
    public void release(Exchange exchange) {
        OpenCall.end(exchange, null);
        // a breaker works on a copy of the exchange: only the lane itself knows that a call was out
        Lane.of(exchange).ifPresent(Lane::over);
        Release release = new Release(exchange);
        release.say();
        release.outcomes().forEach((due, outcome) -> settlement.settle(passes.get(due.owner()), Map.of(due, outcome), Said.of(exchange)));
    }

    /** Lets a document that was refused for good be tried again, at the next pass. False when none of its kind is there. */
    public boolean tryAgain(int documentId) {
        return store.tryAgain(documentId, clock.instant());
    }

    /** Nothing of a document is sent any more that was not sent yet: the target has its last word already. Within the caller's transaction. */
    public void end(int documentId, String words) {
        store.endAll(documentId, words, clock.instant());
    }

    /** What was held for a person's decision may go after all. Within the caller's transaction. */
    public void letGo(int documentId) {
        store.letGo(documentId, clock.instant());
    }
}
