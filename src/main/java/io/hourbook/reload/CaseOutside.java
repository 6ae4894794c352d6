package io.hourbook.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.apache.camel.AsyncCallback;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.component.bean.DefaultBeanProcessorFactory;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.apache.camel.support.ExpressionToPredicateAdapter;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Stands before every call of a bean while cases run. A bean of the rules computes; any other would reach outside (the database, files,
 * the network, the clock): the call is noted, and answered as the case says.
 */
final class CaseOutside implements BeanProcessorFactory {

    private final CaseBeans beans;
    private final DefaultBeanProcessorFactory camels = new DefaultBeanProcessorFactory();

    private CaseOutside(CaseBeans beans) {
        this.beans = beans;
    }

    /** Takes its place in a context that has no routes yet. */
    static void standIn(CamelContext camel, CaseBeans beans) {
        CaseOutside outside = new CaseOutside(beans);
        outside.camels.setCamelContext(camel);
        ServiceHelper.startService(outside.camels);
        camel.getCamelContextExtension().addContextPlugin(BeanProcessorFactory.class, outside);
        Questions questions = outside.new Questions();
        questions.setCamelContext(camel);
        ServiceHelper.startService(questions);
        camel.getRegistry().bind("bean-language", questions);
    }

    @Override
    public Processor createBeanProcessor(CamelContext camel, Object bean, Method method) throws Exception {
        return camels.createBeanProcessor(camel, bean, method);
    }

    @Override
    public Processor createBeanProcessor(
            CamelContext camel, Object bean, String beanType, Class<?> beanClass, String ref, String method, BeanScope scope)
            throws Exception {
        if (ref == null || method == null) {
            return camels.createBeanProcessor(camel, bean, beanType, beanClass, ref, method, scope);
        }
        Call call = new Call(name(ref), method);
        return new Step(call, computes(call) ? camels.createBeanProcessor(camel, bean, beanType, beanClass, ref, method, scope) : nothing -> {});
    }

    private static String name(String ref) {
        return ref.replaceFirst("^#(bean:)?", "");
    }

    /** A method of a bean as a route calls it. */
    private record Call(String bean, String method) {
        String bare() {
            return method.replaceFirst("\\(.*", "").strip();
        }

        String name() {
            return bean + "." + bare();
        }
    }

    private boolean computes(Call call) {
        return beans.computes(call.bean(), call.bare());
    }

    /** What stands in for a bean takes anything; the bean itself would not. */
    private void fits(Call call, Exchange exchange) {
        Class<?> wants = call.method().contains("(") ? null : beans.known().wants(call.bean(), call.bare());
        Object body = exchange.getMessage().getBody();
        if (wants != null && body != null && !wants.isInstance(body)) {
            throw new IllegalArgumentException(call.name() + " takes another body than it is handed; \"given_by\" makes one of its kind");
        }
    }

    private Type type(Call call) {
        return beans.known().returns(call.bean(), call.bare());
    }

    /** A call that is a step: an answer takes the body's place. */
    private final class Step extends DelegateAsyncProcessor {

        private final Call call;

        Step(Call call, Processor step) {
            super(step);
            this.call = call;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            CaseRun run = CaseRunner.of(exchange);
            boolean said = run.answers().has(call.name());
            if (!said && computes(call)) {
                return super.process(exchange, callback);
            }
            if (!computes(call)) {
                run.told(call.name(), CaseTold.of(exchange, call.method()));
            }
            try {
                fits(call, exchange);
                Object answer = said ? run.answers().of(call.name(), type(call)) : null;
                if (!said && !run.namesOutside()) {
                    throw new IllegalStateException("it comes to " + call.name() + ", which reaches outside: name it under \"does\" or \"answers\"");
                }
                if (answer != null) {
                    exchange.getMessage().setBody(answer);
                }
            } catch (IOException | RuntimeException failed) {
                exchange.setException(failed);
            }
            callback.done(true);
            return true;
        }
    }

    /** A call that is a question: a condition, or what a body or a variable is set to. */
    private final class Questions extends BeanLanguage {

        private static final int METHOD = 2;
        private static final int BEAN_NAME = 4;

        @Override
        public Expression createExpression(String expression, Object[] properties) {
            // what a route says of a bean has more to it than what simple asks of a body
            boolean written = properties.length > BEAN_NAME;
            String ref = written ? (String) properties[BEAN_NAME] : null;
            String method = written ? (String) properties[METHOD] : null;
            if (ref == null || method == null) {
                return super.createExpression(expression, properties);
            }
            Call call = new Call(CaseOutside.name(ref), method);
            return new Question(call, computes(call) ? super.createExpression(expression, properties) : ExpressionBuilder.constantExpression(null));
        }

        @Override
        public Predicate createPredicate(String expression, Object[] properties) {
            return ExpressionToPredicateAdapter.toPredicate(createExpression(expression, properties));
        }
    }

    private final class Question extends ExpressionAdapter {

        private final Call call;
        private final Expression asked;

        Question(Call call, Expression asked) {
            this.call = call;
            this.asked = asked;
        }

        @Override
        public void init(CamelContext context) {
            super.init(context);
            asked.init(context);
        }

        @Override
        public Object evaluate(Exchange exchange) {
            CaseRun run = CaseRunner.of(exchange);
            try {
                if (run.answers().has(call.name())) {
                    fits(call, exchange);
                    return run.answers().of(call.name(), type(call));
                }
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
            if (!computes(call)) {
                throw new IllegalStateException("it asks " + call.name() + ", which reaches outside: say under \"answers\" what it answers");
            }
            return asked.evaluate(exchange, Object.class);
        }

        @Override
        public String toString() {
            return call.name();
        }
    }
}
