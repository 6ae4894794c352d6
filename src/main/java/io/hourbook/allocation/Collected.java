package io.hourbook.allocation;

import io.hourbook.deadletter.DeadParts;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Brings the parts of a split together again, in order; a part that became a dead letter is not among them. */
final class Collected implements AggregationStrategy {

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange collected, Exchange part) {
        Object body = part.getMessage().getBody();
        boolean dead = DeadParts.isDead(part);
        if (collected == null) {
            part.getMessage().setBody(dead ? new ArrayList<>() : new ArrayList<>(List.of(body)));
            return DeadParts.collector(part);
        }
        if (!dead) {
            ((List<Object>) collected.getMessage().getBody()).add(body);
        }
        return collected;
    }
}
