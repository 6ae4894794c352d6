package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Says a conversation's calls in HTTP and hears the answers, on either side of the route's {@code to: http}. */
@Component("httpTarget")
public class HttpTarget {

    private final Targets targets;
    private final Clock clock;
    private final CallLog calls;

    HttpTarget(Targets targets, Clock clock) {
        this(targets, clock, (target, outcome, length) -> {});
    }

    private HttpTarget(Targets targets, Clock clock, CallLog calls) {
        this.targets = targets;
        this.clock = clock;
        this.calls = calls;
    }

    @Autowired
    HttpTarget(Targets targets, Clock clock, ObjectProvider<CallLog> calls) {
        this(targets, clock, calls.getIfAvailable(() -> (target, outcome, length) -> {}));
    }

    /** Turns the next call into a message for the http component. Nothing of the earlier message is left. */
    public void ask(Exchange exchange) {
        Dialogue dialogue = exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class);
        Target target = dialogue.target();
        String address = targets.address(target);
        // the turn first: once the request is taken, it counts as sent
        Lane.of(exchange).ifPresent(Lane::call);
        OpenCall.begin(exchange, calls, target.target());
        Request request = dialogue.request();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_URI, address + request.path());
        if (request.query() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, request.query());
        }
        message.setHeader("Accept", "application/json");
        String authorization = targets.authorization(target);
        if (authorization != null) {
            message.setHeader("Authorization", authorization);
        }
        request.headers().forEach((name, value) -> {
            if (value.isEmpty()) {
                message.removeHeader(name);
            } else {
                message.setHeader(name, value);
            }
        });
        if (request.body() == null) {
            message.setBody(null);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(request.body().getBytes(StandardCharsets.UTF_8));
        }
        Said.of(exchange).asked(request.method(), address + request.path() + (request.query() == null ? "" : "?" + request.query()),
                message.getHeaders(), message.getBody(byte[].class));
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
        Lane.of(exchange).ifPresent(Lane::called);
        Said.of(exchange).heard(status, message.getHeaders(), body);
        // a message's headers are found whatever their case
        String retryAfter = message.getHeader("Retry-After", String.class);
        Answer answer = new Answer(
                status,
                RetryAfter.read(retryAfter, clock.instant()).orElse(null),
                body == null ? new byte[0] : body);
        exchange.getVariable(Deliveries.CONVERSATION, Dialogue.class).hear(answer);
    }
}
