package io.hourbook.ledger;

import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * One side of a transaction.
 *
 * @param amount      debit positive, credit negative
 * @param base        the same in the base currency, or null
 * @param line        the document's line, or its total
 * @param worker      and {@code project}, {@code service}: or null
 * @param reverses    the line that this one takes back, or null
 * @param mapping     version of the mappings that made it, or null
 * @param entries     the entries it comes from
 */
public record Posting(
        Chart.Place place,
        BigDecimal amount,
        String currency,
        BigDecimal base,
        String line,
        String description,
        String worker,
        String project,
        String service,
        String reverses,
        String mapping,
        Entries entries) {

    /** Names entries one by one: a labour journal's line has a month of them. */
    @FunctionalInterface
    public interface Entries {
        Entries NONE = name -> {};

        void each(Consumer<String> name);
    }
}
