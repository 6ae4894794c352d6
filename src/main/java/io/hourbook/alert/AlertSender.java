package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what waits to be said, through the route {@code tell-alert}: what fails is tried again, for as long as it takes. */
final class AlertSender {

    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
    private static final String ROUTE = "tell-alert";
    /** Of one mail: whoever has more problems than that has one. */
    private static final int MOST = 50;
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

    private final AlertStore store;
    private final AlertWords words;
    private final AlertState state;
    private final Supplier<CamelContext> camel;
    private final Clock clock;
    private volatile ProducerTemplate calls;

    AlertSender(AlertStore store, AlertWords words, AlertState state, Supplier<CamelContext> camel, Clock clock) {
        this.store = store;
        this.words = words;
        this.state = state;
        this.camel = camel;
        this.clock = clock;
    }

    void send(AlertPolicy policy) {
        Instant now = clock.instant();
        // books that are not conserved wake people up, and nothing else does
        Kind only = policy.quiet(now) ? Kind.CONSERVATION : null;
        for (Channel channel : Channel.of(policy)) {
            List<Message> messages = store.take(channel, only, MOST, now, now.plus(LEASE));
            if (!messages.isEmpty()) {
                came(channel, messages, policy.unready() != null ? policy.unready() : failure(channel, messages, policy));
            }
        }
    }

    private void came(Channel channel, List<Message> messages, String failure) {
        Instant now = clock.instant();
        if (failure == null) {
            store.sent(messages, now);
            if (state.worked(channel)) {
                LOG.info("Alerts get through by {} again", channel.word());
            }
            return;
        }
        int attempts = messages.stream().mapToInt(Message::attempts).max().orElse(1);
        store.failed(messages, failure, now.plus(WAITS.get(Math.min(attempts, WAITS.size()) - 1)));
        if (state.failed(channel, failure, now)) {
            LOG.warn("{}", finding(channel, failure));
        }
    }

    static Finding finding(Channel channel, String failure) {
        return new Finding("RPT-301", "mappings/alerts.yaml", "an alert could not be told by " + channel.word(), failure, "somebody who takes it",
                "see that the address, the server and its login are right, and that it can be reached from here; it is tried again by itself,"
                        + " and this is said once until it works");
    }

    /** Null where it was taken. Never with an address in it, which may be a secret. */
    private String failure(Channel channel, List<Message> messages, AlertPolicy policy) {
        try {
            if (camel.get().getRoute(ROUTE) == null) {
                return "there is no route " + ROUTE + ": routes/report/" + ROUTE + ".camel.yaml of this Hourbook is needed, and hourbook migrate adds it";
            }
            Exchange sent = calls().send("direct:" + ROUTE, exchange -> {
                exchange.getMessage().setHeader(AlertNews.CHANNEL, channel.word());
                exchange.getMessage().setHeader(AlertNews.SUBJECT, words.subject(messages));
                exchange.getMessage().setHeader(AlertNews.KEY, key(messages));
                exchange.getMessage().setBody(channel == Channel.MAIL ? words.text(messages, policy.console()) : words.json(messages, policy.console()));
            });
            return sent.getException() == null ? null : words(sent.getException());
        } catch (RuntimeException stopping) {
            return "the service is stopping";
        }
    }

    /** The same for the same messages, however often they are said. */
    private static String key(List<Message> messages) {
        String ids = String.join(",", messages.stream().map(message -> String.valueOf(message.id())).toList());
        return UUID.nameUUIDFromBytes(("alert " + ids).getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpOperationFailedException answer) {
                return "it answered " + answer.getStatusCode();
            }
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return "it was not taken (" + root.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT) + ")";
    }

    private synchronized ProducerTemplate calls() {
        if (calls == null) {
            calls = camel.get().createProducerTemplate();
        }
        return calls;
    }
}
