package io.hourbook.readback;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Problem;
import java.util.Map;

/** A reading where the routes hold a conversation about deliveries: nothing is delivered, and what was said by then is known. */
final class ReadingDialogue implements Dialogue {

    /** More calls than a page can want: a target that answers in circles is read again at the next time. */
    private static final int MOST_CALLS = 200;

    private final Reading reading;
    private int calls;
    private Problem problem;
    private String words;

    ReadingDialogue(Reading reading) {
        this.reading = reading;
    }

    @Override
    public boolean asks() {
        return problem == null && reading.asks();
    }

    @Override
    public Target target() {
        return reading.target();
    }

    @Override
    public long timeoutMillis() {
        return reading.timeoutMillis();
    }

    @Override
    public Request request() {
        if (++calls > MOST_CALLS) {
            throw later(Outcome.Later.backingOff(false, "the target answers in circles", null, null));
        }
        return reading.request();
    }

    @Override
    public void hear(Answer answer) {
        try {
            reading.hear(answer);
        } catch (TryLater later) {
            words = later.getMessage();
            throw later;
        } catch (Problem forPeople) {
            // the target answered, and well: nothing for the breaker to count
            problem = forPeople;
        }
    }

    private TryLater later(Outcome.Later outcome) {
        words = outcome.words();
        return new TryLater(outcome);
    }

    @Override
    public void broken(Throwable cause) {
        if (words == null) {
            words = Lines.words(cause);
        }
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        return Map.of();
    }

    /** What only a person can help with, or null. */
    Problem problem() {
        return problem;
    }

    /** Why it came to nothing, in few words; null where nothing went wrong. */
    String words() {
        return words;
    }

    /** Whether the page is whole. */
    boolean whole() {
        return problem == null && words == null && !reading.asks();
    }

    Page page() {
        return reading.page();
    }
}
