package io.hourbook.rehearsal;

import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Stands where routes would call others. They start as ever, with whatever options they have; a call fails. */
final class Silence extends DefaultComponent {

    static final List<String> SCHEMES = List.of("http", "https");
    /** Where nothing listens. */
    static final int PORT = 9;

    Silence() {
        // what is set by name is meant for the component whose place this takes
        setAutowiredEnabled(false);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        parameters.clear();
        return new Nobody(uri, this);
    }

    private static final class Nobody extends DefaultEndpoint {

        Nobody(String uri, Silence component) {
            super(uri, component);
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
                    throw new IllegalStateException("a rehearsal calls nobody");
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nobody calls a rehearsal");
        }
    }
}
