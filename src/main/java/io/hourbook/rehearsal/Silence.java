package io.hourbook.rehearsal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PollingConsumerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands where routes would reach the outside. They start as ever, with whatever options they have; nothing comes from there, a web call
 * fails as one that nobody answers, and whatever else is sent goes on as if it had been taken.
 */
final class Silence extends DefaultComponent {

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);
    /** Where nothing listens. */
    static final int PORT = 9;
    /** What stays within a context, its beans and its tables. Quartz is there, and its scheduler does not start. */
    private static final Set<String> INSIDE = Set.of(
            "bean", "browse", "class", "controlbus", "dataformat", "direct", "jdbc", "language", "log", "micrometer", "quartz", "ref", "seda", "validator");
    private static final List<String> WEB = List.of("http", "https");
    /** What shipped routes reach for; that a rehearsal does not is no news. */
    private static final List<String> EXPECTED = List.of("http", "https", "smtp", "smtps");

    private final String scheme;
    private final Set<String> told;

    /** @param told the schemes of which it was said already */
    private Silence(String scheme, Set<String> told) {
        this.scheme = scheme;
        this.told = told;
        // what is set by name is meant for the component whose place this takes
        setAutowiredEnabled(false);
    }

    /**
     * Whatever routes of this context name from now on and does not stay within it is silent.
     *
     * @param home the folder whose files they may write and read
     */
    static void over(CamelContext camel, Path home) {
        ComponentResolver real = PluginHelper.getComponentResolver(camel);
        Set<String> told = ConcurrentHashMap.newKeySet();
        told.addAll(EXPECTED);
        camel.getCamelContextExtension().addContextPlugin(
                ComponentResolver.class, (name, context) -> INSIDE.contains(name) ? real.resolveComponent(name, context)
                        : name.equals("file") ? new HomeFiles(real.resolveComponent(name, context), home, new Silence(name, told)) : new Silence(name, told));
        camel.getComponentNames().stream().filter(name -> !INSIDE.contains(name)).toList().forEach(camel::removeComponent);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return nobody(uri, parameters);
    }

    /** @param parameters taken whatever they are */
    Endpoint nobody(String uri, Map<String, Object> parameters) {
        parameters.clear();
        if (told.add(scheme)) {
            // the scheme alone: the rest may hold a secret
            LOG.warn("A route sends to {}: or takes from there; that is left out, and whatever is sent goes on as if it had been taken", scheme);
        }
        return new Nobody(uri, this);
    }

    private static final class Nobody extends DefaultEndpoint {

        private final boolean answers;

        Nobody(String uri, Silence component) {
            super(uri, component);
            this.answers = WEB.contains(component.scheme);
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    if (answers) {
                        throw new IllegalStateException("a rehearsal calls nobody");
                    }
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor);
        }

        /** One that waits for nothing. */
        @Override
        public PollingConsumer createPollingConsumer() {
            return new PollingConsumerSupport(this) {
                @Override
                public Exchange receive() {
                    return null;
                }

                @Override
                public Exchange receive(long timeout) {
                    return null;
                }

                @Override
                public Exchange receiveNoWait() {
                    return null;
                }
            };
        }
    }
}
