package io.hourbook.retainer;

import io.hourbook.mapping.Retainer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A marked retainer with everything that draws from it: the message of routes/process/draw-retainer.
 *
 * @param fixed whether some of its documents are final, so that what they say stays and everything else draws last
 * @param items in order of start instant, then worker
 * @param drawn what became of each, once drawn
 */
public record RetainerState(Retainer retainer, boolean fixed, List<Item> items, List<Drawing.Drawn> drawn) {

    /**
     * One allocated entry of the retainer.
     *
     * @param amount in the retainer's currency
     * @param kept   what a final document already drew for exactly this amount, else null
     */
    public record Item(
            long entryId,
            LocalDate workDate,
            String service,
            String account,
            BigDecimal amount,
            long seconds,
            long rawSeconds,
            Drawing.Drawn kept) {}

    /** Its name says which it is; its entries are many, and Camel asks for this at every look at a batch. */
    @Override
    public int hashCode() {
        return retainer.retainer().hashCode();
    }

    RetainerState drawn(List<Drawing.Drawn> result) {
        return new RetainerState(retainer, fixed, items, result);
    }
}
