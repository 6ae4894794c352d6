package io.hourbook.allocation;

import io.hourbook.deadletter.DeadLetterKeeper;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Brings the parts of a split together again, in order; a part that became a dead letter is not among them. */
public final class Collected implements AggregationStrategy {

    @Override
    @SuppressWarnings("unchecked")
    public Exchange aggregate(Exchange collected, Exchange part) {
        if (collected == null) {
            List<Object> bodies = new ArrayList<>();
            add(bodies, part);
            part.getMessage().setBody(bodies);
            // one dead letter among the parts must not make the collection look like one
            part.removeProperty(DeadLetterKeeper.DEAD_LETTER);
            return part;
        }
        add((List<Object>) collected.getMessage().getBody(), part);
        return collected;
    }

    private static void add(List<Object> bodies, Exchange part) {
        boolean failed = part.getException() != null || Boolean.TRUE.equals(part.getProperty(DeadLetterKeeper.DEAD_LETTER));
        if (!failed) {
            bodies.add(part.getMessage().getBody());
        }
    }
}
