package io.hourbook.version;

import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Finding;
import io.hourbook.version.Change.Event;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells another program what becomes of edits: what was refused, what waits for a second person, and what they decided. Never what a
 * file says. The route {@code tell-edit} makes the calls, and whoever judges an edit does not wait for them. Bean {@code editNews}.
 */
public final class EditNews {

    private static final Logger LOG = LoggerFactory.getLogger(EditNews.class);
    private static final String ROUTE = "tell-edit";
    private static final Set<Event> TOLD =
            EnumSet.of(Event.REFUSED, Event.PROPOSED, Event.APPROVED, Event.REJECTED, Event.WITHDRAWN, Event.SUPERSEDED);
    /** A set that is wrong everywhere is told by its first findings. */
    private static final int MOST_FINDINGS = 50;

    private final Supplier<CamelContext> camel;
    private final String address;
    private final AtomicBoolean trouble = new AtomicBoolean();
    private volatile ProducerTemplate calls;

    /** @param address where it is told; blank for nowhere. It may hold a secret: it is never written down */
    EditNews(Supplier<CamelContext> camel, String address) {
        this.camel = camel;
        this.address = address.strip();
    }

    /** News of this home: none of one that is there for trying out, for whoever is told would take it for production's. */
    static EditNews of(TargetProfile profile, Supplier<CamelContext> camel, String address) {
        boolean rehearses = profile == TargetProfile.SANDBOX;
        if (rehearses && !address.isBlank()) {
            LOG.info("Nothing is told at HOURBOOK_NOTIFY_URL: this home delivers to the sandbox only");
        }
        return new EditNews(camel, rehearses ? "" : address);
    }

    void tell(Journal.News news) {
        if (address.isEmpty() || !TOLD.contains(news.change().event())) {
            return;
        }
        try {
            if (camel.get().getRoute(ROUTE) == null) {
                failed("there is no route " + ROUTE + "; routes/report/" + ROUTE + ".camel.yaml of this Hourbook makes the calls");
                return;
            }
            calls().asyncSend("direct:" + ROUTE, (Exchange exchange) -> exchange.getMessage().setBody(words(news))).whenComplete(this::came);
        } catch (RuntimeException stopping) {
            failed("the service is stopping");
        }
    }

    private synchronized ProducerTemplate calls() {
        if (calls == null) {
            calls = camel.get().createProducerTemplate();
        }
        return calls;
    }

    private void came(Exchange exchange, Throwable thrown) {
        Throwable failure = exchange == null ? thrown : exchange.getException();
        if (failure == null) {
            trouble.set(false);
        } else {
            failed(failure instanceof HttpOperationFailedException answer ? "it answered " + answer.getStatusCode()
                    : "there was no answer (" + failure.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT) + ")");
        }
    }

    /** Once, until it works again: the change log has what nobody was told. */
    private void failed(String why) {
        if (trouble.compareAndSet(false, true)) {
            LOG.warn("What became of an edit could not be told at HOURBOOK_NOTIFY_URL: {}. It is in the change log; this is said once, until it works again", why);
        }
    }

    /** Turns what is told into a call for the http component. Nothing of an earlier message is left. */
    public void ask(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, address);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }

    static Map<String, Object> words(Journal.News news) {
        Change change = news.change();
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("event", change.event().word());
        words.put("at", change.at().toString());
        words.put("who", change.who());
        words.put("why", change.why());
        words.put("proposal", change.proposal());
        words.put("version", change.version());
        words.put("inForce", change.version() == null ? change.base() : change.version());
        words.put("files", change.files());
        words.put("substantial", news.reasons());
        words.put("findings", news.findings().stream().limit(MOST_FINDINGS).map(EditNews::words).toList());
        words.put("moreFindings", Math.max(0, news.findings().size() - MOST_FINDINGS));
        return words;
    }

    /** What, where and the cure; not what was seen, which is content of a file. */
    private static Map<String, Object> words(Finding finding) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("code", finding.code());
        words.put("where", finding.where());
        words.put("what", finding.what());
        words.put("want", finding.want());
        words.put("do", finding.fix());
        return words;
    }
}
