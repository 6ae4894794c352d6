package io.hourbook.readback;

import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What one exchange of the reading routes is about: a page of what a target has to tell. The kind's own route begins the conversation about
 * it.
 *
 * @param target which
 * @param cursor that of the page before, or null at the first time
 * @param since  the day before which nothing of ours can have been there: where a first reading begins
 * @param began  when this page is asked for, by our clock; a cursor made of it must reach back by as much as clocks may differ
 * @param known  documents of ours that stand there, as far as is known, and were seen longest ago, 50 at most; on a reading's first page: a target that does not tell of what was deleted
 *               may be asked for these, and the page then tells of each as it stands or that it is gone. A reader may leave them alone.
 */
public record Look(Target target, String cursor, LocalDate since, Instant began, List<Known> known) {

    static final String VARIABLE = "look";
    static final int MOST_KNOWN = 50;

    /**
     * A document of ours that the target has.
     *
     * @param id        the target's own
     * @param reference ours
     * @param type      {@code sales-invoice} …
     */
    public record Known(String id, String reference, String type) {}

    public Look {
        known = List.copyOf(known);
    }

    /** That of an exchange. */
    public static Look of(Exchange exchange) {
        return exchange.getVariable(VARIABLE, Look.class);
    }

    /** From here on the exchange holds this conversation. */
    public static void converse(Exchange exchange, Reading reading) {
        Sending.converse(exchange, new ReadingDialogue(reading));
    }

    /** The route that begins the conversation. */
    public String route() {
        return target.kind().word() + "-reader";
    }

    /** What the exchange that it is held on must carry. */
    Map<String, Object> variables() {
        Map<String, Object> variables = Sending.about(target).variables();
        variables.put(VARIABLE, this);
        return variables;
    }
}
