package io.hourbook.deadletter;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/** What an aggregation strategy has to know where some parts of a split have become dead letters. */
public final class DeadParts {

    private DeadParts() {}

    /** Whether this part has become a dead letter: kept, and of no further use to the collector. */
    public static boolean isDead(Exchange part) {
        return part.getProperty(DeadLetterKeeper.DEAD_LETTER, false, Boolean.class);
    }

    /**
     * The first part made ready to collect the others. Camel takes an exchange that was handled by an error handler for
     * finished: collected into as it is, a dead first part would silently end the route behind the split.
     */
    public static Exchange collector(Exchange firstPart) {
        firstPart.setException(null);
        firstPart.getExchangeExtension().setErrorHandlerHandled(null);
        firstPart.getExchangeExtension().setFailureHandled(false);
        firstPart.removeProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
        firstPart.removeProperty(DeadLetterKeeper.DEAD_LETTER);
        firstPart.removeProperty(DeadLetterKeeper.CODE);
        firstPart.removeProperty(DeadLetterKeeper.STEP);
        return firstPart;
    }
}
