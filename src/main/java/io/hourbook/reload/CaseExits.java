package io.hourbook.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stands before every step while cases run: counts it, lets nothing out by an exit, and waits nowhere. What comes to an exit or a wait
 * is noted; what an exit brings back is what the case says.
 */
final class CaseExits implements InterceptStrategy {

    private static final String BODY = "body";

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
        String id = id(definition);
        boolean exit = id.startsWith("to-");
        boolean waits = definition instanceof DelayDefinition || definition instanceof ThrottleDefinition;
        boolean leadsToRoute = address(definition).startsWith("direct");
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                CaseRun run = CaseRunner.of(exchange);
                try {
                    if (!run.mayGoOn()) {
                        throw new IllegalStateException("it does not come to an end");
                    }
                    if (waits) {
                        run.does(id, how(definition, exchange));
                    } else if (exit) {
                        run.left(id, exchange, called(definition, exchange));
                        if (run.answers().has(id)) {
                            comeBack(exchange, run.answers().of(id));
                        }
                    }
                    boolean answered = exit && run.answers().has(id);
                    if (!waits && (!exit || !answered && run.follows() && leadsToRoute)) {
                        return super.process(exchange, callback);
                    }
                } catch (IOException | RuntimeException failed) {
                    exchange.setException(failed);
                }
                callback.done(true);
                return true;
            }
        };
    }

    /** Steps of a template have the name of their route before their own. */
    private static String id(NamedNode definition) {
        String id = definition.getId() == null ? "" : definition.getId();
        String route = ProcessorDefinitionHelper.getRouteId(definition);
        return route != null && id.startsWith(route + "-") ? id.substring(route.length() + 1) : id;
    }

    private static String address(NamedNode definition) {
        if (definition instanceof BeanDefinition bean && bean.getRef() != null && bean.getMethod() != null) {
            return bean.getRef() + "." + bean.getMethod().replaceFirst("\\(.*", "");
        }
        return definition instanceof ToDynamicDefinition dynamic ? dynamic.getUri() : definition instanceof ToDefinition to ? to.getEndpointUri() : "";
    }

    /** Where it would go: an address, also one that the message chooses, or a bean's method. */
    private static String called(NamedNode definition, Exchange exchange) {
        String address = address(definition);
        return address.contains("${")
                ? exchange.getContext().resolveLanguage("simple").createExpression(address).evaluate(exchange, String.class)
                : address;
    }

    /** How long, or how often in a time. */
    private static Object how(NamedNode definition, Exchange exchange) {
        Expression often = ((ExpressionNode) definition).getExpression().createExpression(exchange.getContext());
        often.init(exchange.getContext());
        String said = often.evaluate(exchange, String.class);
        return definition instanceof ThrottleDefinition throttle ? said + " in " + throttle.getTimePeriodMillis() + " ms" : said + " ms";
    }

    /** {@code status}, {@code body} and headers by their names; anything that is no map is a body. */
    private static void comeBack(Exchange exchange, Object answer) throws JsonProcessingException {
        exchange.getMessage().removeHeaders("*");
        if (!(answer instanceof Map<?, ?> fields)) {
            exchange.getMessage().setBody(answer);
            return;
        }
        fields.forEach((name, value) -> {
            if (name.equals("status")) {
                exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, Integer.valueOf(value.toString()));
            } else if (!name.equals(BODY)) {
                exchange.getMessage().setHeader(name.toString(), value.toString());
            }
        });
        Object body = fields.get(BODY);
        boolean http = fields.containsKey("status");
        exchange.getMessage().setBody(!http || body == null ? body
                : body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new ObjectMapper().writeValueAsBytes(body));
    }
}
