package io.hourbook.readback;

import io.hourbook.allocation.PassContext;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.delivery.Deliveries;
import io.hourbook.delivery.Sending;
import io.hourbook.delivery.Targets;
import io.hourbook.document.Documents;
import io.hourbook.mapping.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of the routes that read targets back, and of the pass that settles what was read. Bean {@code readBack}. */
public final class ReadBack {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
    private static final String READING = "reading";

    private final Supplier<List<Target>> book;
    private final Targets targets;
    private final ReadingStore readings;
    private final ThereStore there;
    private final Keeping keeping;
    private final Settling settling;
    private final Clock clock;

    ReadBack(
            JdbcTemplate jdbc, TransactionTemplate transaction, Supplier<List<Target>> book, Targets targets, Documents documents,
            Deliveries deliveries, DeadLetters deadLetters, Clock clock) {
        this.book = book;
        this.targets = targets;
        this.readings = new ReadingStore(jdbc);
        this.there = new ThereStore(jdbc);
        this.keeping = new Keeping(jdbc, transaction, deadLetters, deliveries, clock);
        this.settling = new Settling(jdbc, transaction, documents, deliveries, deadLetters);
        this.clock = clock;
    }

    Settling settling() {
        return settling;
    }

    /** The targets that can be read, each where it was left: its kind has a reader among the routes, and nobody said that it is not to be read. */
    public List<TargetReading> targets(Exchange exchange) {
        return book.get().stream()
                .filter(target -> target.reads() && exchange.getContext().getRoute(target.kind().word() + "-reader") != null)
                .map(this::begin)
                .toList();
    }

    private TargetReading begin(Target target) {
        Instant now = clock.instant();
        String cursor = readings.begin(target, now).orElse(null);
        return new TargetReading(
                target, cursor, readings.since(target.target(), targets.companyZone(), now), readings.known(target.target()), clock);
    }

    /** Says which page is to be read: what follows has a conversation with the target about it. */
    public void look(Exchange exchange) {
        exchange.getVariable(READING, TargetReading.class).look().variables().forEach(exchange::setVariable);
    }

    /** Writes down what was seen, with how far it goes. */
    public void keep(Exchange exchange) {
        TargetReading reading = exchange.getVariable(READING, TargetReading.class);
        if (Sending.conversation(exchange) instanceof ReadingDialogue dialogue && dialogue.whole()) {
            Page page = dialogue.page();
            reading.kept(page, keeping.keep(reading.target(), page));
        } else if (Sending.conversation(exchange) instanceof ReadingDialogue dialogue && dialogue.problem() != null) {
            LOG.warn("{}", dialogue.problem().getMessage());
            fail(reading, dialogue.problem().getMessage());
        } else {
            fail(reading, "no step of the route began a reading");
        }
    }

    /** It came to nothing, for a reason that passes: the next reading begins at the same place. */
    public void failed(Exchange exchange) {
        TargetReading reading = exchange.getVariable(READING, TargetReading.class);
        fail(reading, why(exchange));
        LOG.info("target {} could not be read: {}", reading.target(), reading.told().failure());
    }

    /** Why a page could not be read: what the conversation heard, or, where none was begun, what kept it from being begun. */
    static String why(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String words = null;
        if (Sending.conversation(exchange) instanceof ReadingDialogue dialogue) {
            if (cause != null) {
                dialogue.broken(cause);
            }
            words = dialogue.words();
        }
        return words == null ? "it broke off" + (cause == null ? "" : ": " + cause.getMessage()) : words;
    }

    private void fail(TargetReading reading, String words) {
        reading.failed(words);
        readings.failed(reading.target(), words);
    }

    /** How it went, target by target: what the route ends with. */
    public ReadTarget told(Exchange exchange) {
        return exchange.getVariable(READING, TargetReading.class).told();
    }

    /** How far each target has been read that ever was. */
    public List<TargetRead> reads() {
        return readings.reads();
    }

    /** Whether anything was read that a pass has to settle. */
    public boolean waits() {
        return there.anythingWaits();
    }

    /** Settles what was read, before anything is computed anew. Part of every pass. */
    public void settle(PassContext pass) {
        settling.settle(pass.runId());
    }
}
