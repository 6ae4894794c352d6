package io.hourbook.deadletter;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Makes a dead letter of a message that a route could not handle. As the dead letter channel's preparation it notes the step
 * that failed, while that is still known; as the step of {@code keep-dead-letter} it keeps the letter.
 *
 * <p>What a message says of itself: the exchange properties {@value #RUN_ID}, {@value #MAPPING_VERSION} and
 * {@value #SOURCE}, set once for a pass and inherited by the parts of a split. After keeping, the exchange has the property
 * {@value #DEAD_LETTER} = {@code true} and {@value #CODE}; its body is left as it was at the failed step, so whoever collects
 * the parts of a split looks at the property, not at the body.
 */
@Component("deadLetterKeeper")
public class DeadLetterKeeper implements Processor {

    /** Exchange property: the run that a message belongs to, an {@code Integer}. */
    public static final String RUN_ID = "run";
    /** Exchange property: the version of the mappings in force. */
    public static final String MAPPING_VERSION = "mappingVersion";
    /** Exchange property: the source that a message came from, where its subject does not say. */
    public static final String SOURCE = "source";
    /** Exchange property: {@code true} once the message has become a dead letter. */
    public static final String DEAD_LETTER = "deadLetter";
    /** Exchange property: the code of the letter's finding. */
    public static final String CODE = "deadLetterCode";
    /** Exchange property: the step that failed, {@code routes/…:14 find-rate}. */
    public static final String STEP = "deadLetterStep";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterKeeper.class);
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+[A-Z]\\w*(?:\\$\\w+)?(?:@[0-9a-f]+)?:?\\s*");

    private final DeadLetters letters;
    private final List<LetterSubjects> subjects;

    /** @param subjects those who can tell what a body is about, asked in this order */
    public DeadLetterKeeper(DeadLetters letters, List<LetterSubjects> subjects) {
        this.letters = letters;
        this.subjects = List.copyOf(subjects);
    }

    /** Notes the step that failed. */
    @Override
    public void process(Exchange exchange) {
        String source = exchange.getExchangeExtension().getHistoryNodeSource();
        String id = exchange.getExchangeExtension().getHistoryNodeId();
        exchange.setProperty(STEP, id == null ? null : (source == null ? "" : place(source) + " ") + id);
    }

    /** Camel drops the last ending of a file's name. */
    private static String place(String source) {
        return source.replaceFirst("^[a-z]+:", "").replaceFirst("\\.camel:(\\d+)$", ".camel.yaml:$1");
    }

    /** Keeps the message as one letter per finding, in a transaction of its own. */
    public void keep(Exchange exchange) {
        Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
        Message original = exchange.getUnitOfWork() == null ? null : exchange.getUnitOfWork().getOriginalInMessage();
        Object received = original == null ? null : original.getBody();
        Object body = exchange.getMessage().getBody();
        LetterSubject subject = subject(exchange, received, body);
        List<Finding> findings = findings(exchange, cause);
        String receivedText = LetterText.body(received);
        String bodyText = LetterText.body(body);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            letters.keepApart(exchange.getProperty(RUN_ID, 0, Integer.class), new DeadLetter(
                    subject.kind(), finding, i == 0 ? subject.key() : subject.key() + "#" + i, finding.saw(), subject.source(),
                    subject.entryId(), subject.documentId(), receivedText == null ? bodyText : receivedText, bodyText,
                    LetterText.headers(exchange.getMessage().getHeaders()), exchange.getProperty(MAPPING_VERSION, String.class)));
        }
        exchange.setProperty(DEAD_LETTER, true);
        exchange.setProperty(CODE, findings.get(0).code());
        log(subject, findings.get(0));
    }

    /** The code and the ids alone: what was read may name people. */
    private static void log(LetterSubject subject, Finding finding) {
        try (MDC.MDCCloseable entry = MDC.putCloseable("entry", subject.kind() == DeadLetter.Kind.ENTRY ? subject.key() : null)) {
            LOG.warn("{} at {}: kept as a dead letter", finding.code(), finding.at() == null ? finding.where() : finding.at());
        }
    }

    private LetterSubject subject(Exchange exchange, Object received, Object body) {
        return about(received).or(() -> about(body)).orElseGet(() -> {
            String route = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, "", String.class);
            Object told = received == null ? body : received;
            return new LetterSubject(DeadLetter.Kind.FILE, route + " " + LetterText.body(told), exchange.getProperty(SOURCE, String.class), null, null);
        });
    }

    private Optional<LetterSubject> about(Object body) {
        return body == null ? Optional.empty() : subjects.stream().flatMap(room -> room.of(body).stream()).findFirst();
    }

    private static List<Finding> findings(Exchange exchange, Throwable thrown) {
        String step = exchange.getProperty(STEP, String.class);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem.findings().stream().map(finding -> finding.at() == null ? finding.at(step) : finding).toList();
            }
        }
        String where = step == null ? exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, "routes", String.class) : step.split(" ")[0];
        return List.of(new Finding("ROU-900", where, "a step failed in a way that nobody foresaw", plain(thrown), null, step,
                "replay it once its cause is gone; if it fails again, the message above is what a developer needs"));
    }

    /** The innermost reason, without names of classes. */
    private static String plain(Throwable thrown) {
        Throwable root = thrown;
        while (root != null && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root == null || root.getMessage() == null || root.getMessage().isBlank() ? "it gives no reason" : root.getMessage();
        return CLASS_NAME.matcher(message.strip()).replaceAll("").strip();
    }
}
