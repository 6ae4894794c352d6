package io.hourbook.delivery;

import io.hourbook.database.Trouble;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The memory of the delivery routes' idempotent consumer: the table {@code delivery} itself, so that a key and what became
 * of it can never disagree. A key is added by marking its delivery as being sent, removed by putting it back. Holds nothing
 * in memory: that a route is reloaded, which stops and removes its repository, means nothing to it.
 */
@Component("deliveryKeys")
public class DeliveryKeys implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryKeys.class);

    private final Deliveries deliveries;
    private final DeliveryStore store;

    DeliveryKeys(Deliveries deliveries, DeliveryStore store) {
        this.deliveries = deliveries;
        this.store = store;
    }

    /** Marks the delivery as being sent, committed before the first byte leaves. False when it is not ours to send. */
    @Override
    public boolean add(Exchange exchange, String key) {
        return deliveries.sending(List.of(exchange.getMessage().getBody(Due.class)));
    }

    /** Puts the delivery back, with what is known of it. What cannot be written now is in doubt for the next pass. */
    @Override
    public boolean remove(Exchange exchange, String key) {
        try {
            deliveries.release(exchange);
            return true;
        } catch (RuntimeException e) {
            if (Trouble.away(e)) {
                LOG.debug("the answer for {} could not be written; it is looked up at its target by the next pass", key, e);
                return false;
            }
            LOG.error("the answer for {} could not be written; it is looked up at its target by the next pass", key, e);
            return false;
        }
    }

    /** Nothing to do: the answer was written as a step of the route, in one transaction with the document. */
    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public boolean contains(String key) {
        return store.state(key).filter(state -> state.equals("sending") || state.equals("delivered")).isPresent();
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("a delivery is sent by the pass that took it");
    }

    @Override
    public boolean remove(String key) {
        throw new UnsupportedOperationException("a delivery is put back by the pass that took it");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("keys are kept for ever");
    }

    @Override
    public void start() {
        // holds nothing
    }

    @Override
    public void stop() {
        // holds nothing
    }
}
