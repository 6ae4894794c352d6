package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Says a conversation's calls in HTTP and hears the answers, on either side of the route's {@code to: http}. */
@Component("httpTarget")
public class HttpTarget {

    /** Below this a packed body is no shorter. */
    private static final int WORTH_PACKING = 1_000;
    private static final int UNAUTHORIZED = 401;
    private static final String CALL = "targetCall";
    private static final String AGAIN = "callAgain";

    /** A call that is out, or is to be made once more with other credentials. */
    private record Call(Dialogue dialogue, Request request, Map<String, String> shown, boolean again) {}

    private final Targets targets;
    private final Clock clock;
    private final CallLog calls;
    private final Guest guest;
    private final TargetBreakers breakers;
    private final SentBodies sent;

    /** One that has no budget of a day, and whose calls nobody counts, as in cases. */
    HttpTarget(Targets targets, Clock clock, TargetPauses pauses) {
        this(targets, clock, new Guest(targets, pauses, null, clock), new TargetBreakers(), (target, outcome, length) -> {}, SentBodies.NONE);
    }

    HttpTarget(Targets targets, Clock clock, Guest guest, TargetBreakers breakers, CallLog calls, SentBodies sent) {
        this.sent = sent;
        this.breakers = breakers;
        this.targets = targets;
        this.clock = clock;
        this.guest = guest;
        this.calls = calls;
    }

    @Autowired
    HttpTarget(
            Targets targets, Clock clock, TargetPauses pauses, CallBudget budget, TargetBreakers breakers, ObjectProvider<CallLog> calls,
            SentBodies sent) {
        this(targets, clock, new Guest(targets, pauses, budget, clock), breakers, calls.getIfAvailable(() -> (target, outcome, length) -> {}), sent);
    }

    /**
     * Waits until the target takes one more call: for a turn that lasts as long as the conversation, and for credentials. What comes
     * behind it times the target alone.
     *
     * @throws RuntimeException where the target is to be left alone for a while
     */
    public void admit(Exchange exchange) {
        Target target = Sending.of(exchange).target();
        breakers.calls(target.target());
        guest.shown(target);
        Lane.of(exchange).ifPresent(Lane::turn);
    }

    /** Turns the next call into a message for the http component. Nothing of the earlier message is left. */
    public void ask(Exchange exchange) {
        Dialogue dialogue = exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class);
        Call again = (Call) exchange.removeVariable(AGAIN);
        Target target = dialogue.target();
        String address = targets.address(target);
        Map<String, String> shown = guest.shown(target);
        // the turn first: once the request is taken, it counts as sent
        Lane.of(exchange).ifPresent(Lane::call);
        guest.spend(target, Lane.of(exchange).orElse(null), dialogue.usualCalls());
        OpenCall.begin(exchange, calls, target.target());
        boolean repeats = again != null && again.dialogue() == dialogue;
        Request request = repeats ? again.request() : dialogue.request();
        if (request.body() != null) {
            sent.keep(dialogue.wrote());
        }
        exchange.setVariable(CALL, new Call(dialogue, request, shown, repeats));
        write(exchange.getMessage(), address, request, shown, target.gzip());
        Said.of(exchange).asked(request.method(), address + request.path() + (request.query() == null ? "" : "?" + request.query()),
                exchange.getMessage().getHeaders(), exchange.getMessage().getBody(byte[].class));
    }

    private static void write(Message message, String address, Request request, Map<String, String> shown, boolean gzip) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_URI, address + request.path());
        if (request.query() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, request.query());
        }
        message.setHeader("Accept", "application/json");
        shown.forEach(message::setHeader);
        request.headers().forEach((name, value) -> {
            if (value.isEmpty()) {
                message.removeHeader(name);
            } else {
                message.setHeader(name, value);
            }
        });
        if (request.body() == null) {
            message.setBody(null);
            return;
        }
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        if (gzip && body.length >= WORTH_PACKING) {
            // the http component packs what it says is packed
            message.setHeader(Exchange.CONTENT_ENCODING, "gzip");
        }
        message.setBody(body);
    }

    /**
     * Hands the answer to the conversation.
     *
     * @throws TryLater when the delivery has to be tried again
     */
    public void hear(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        byte[] body = message.getBody(byte[].class);
        OpenCall.end(exchange, status);
        Dialogue dialogue = exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class);
        // whoever waits for this turn hears first what the target said
        guest.hear(dialogue.target(), status, name -> message.getHeader(name, String.class));
        Lane.of(exchange).ifPresent(Lane::called);
        Said.of(exchange).heard(status, message.getHeaders(), body);
        if (status == UNAUTHORIZED && repeats(exchange, dialogue)) {
            return;
        }
        // a message's headers are found whatever their case
        String retryAfter = message.getHeader("Retry-After", String.class);
        Answer answer = new Answer(
                status,
                RetryAfter.read(retryAfter, clock.instant()).orElse(null),
                body == null ? new byte[0] : body);
        dialogue.hear(answer);
    }

    /** Whether there are other credentials to show: a token that ended early, or a secret that was changed. Once a call. */
    private boolean repeats(Exchange exchange, Dialogue dialogue) {
        Call call = exchange.getVariable(CALL, Call.class);
        boolean own = call.request().headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
        if (call.again() || own || guest.others(dialogue.target(), call.shown()).equals(call.shown())) {
            return false;
        }
        exchange.setVariable(AGAIN, call);
        return true;
    }
}
