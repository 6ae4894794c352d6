package io.hourbook.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;

/** Sends the message of a case into its route: a call, or, where the route starts by itself, straight into its steps. */
final class CaseCall {

    /** Under this name an exchange carries the case that it is of. */
    static final String RUN = "hourbook.case";

    private final CamelContext camel;
    private final KnownBeans known;

    CaseCall(CamelContext camel, KnownBeans known) {
        this.camel = camel;
        this.known = known;
    }

    /** Whether other routes call it; else it starts by itself. */
    static boolean isCalled(Route route) {
        return route.getEndpoint().getEndpointUri().startsWith("direct:");
    }

    /**
     * @param properties that the exchange has beside those of the message
     * @return as it is when the route has done with it; what was thrown is told to the case
     * @throws RuntimeException where the message cannot be made as it is written
     */
    Exchange send(Route route, CaseMessage message, Map<String, Object> properties, CaseRun run) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getIn().setBody(body(message));
        message.headers().forEach(exchange.getIn()::setHeader);
        properties.forEach(exchange::setProperty);
        message.properties().forEach(exchange::setProperty);
        message.variables().forEach(exchange::setVariable);
        exchange.setProperty(RUN, run);
        if (isCalled(route)) {
            try (ProducerTemplate template = camel.createProducerTemplate()) {
                template.send(route.getEndpoint(), exchange);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        } else {
            try {
                route.getProcessor().process(exchange);
            } catch (Exception thrown) {
                exchange.setException(thrown);
            }
        }
        if (exchange.getException() != null) {
            run.failed(exchange.getException());
        }
        return exchange;
    }

    /** Fields become what the bean's method would give. */
    private Object body(CaseMessage message) {
        if (message.givenBy() == null) {
            return message.body();
        }
        String[] call = message.givenBy().split("\\.", 2);
        if (call.length < 2 || !known.has(call[0]) || !known.hasMethod(call[0], call[1])) {
            throw new IllegalArgumentException("there is no " + message.givenBy() + " that could give this body");
        }
        return CaseAnswers.one(message.givenBy(), message.body(), known.returns(call[0], call[1]));
    }
}
