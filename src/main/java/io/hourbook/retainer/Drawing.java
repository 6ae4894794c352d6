package io.hourbook.retainer;

import io.hourbook.money.Allotment;
import io.hourbook.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws work from a prepaid balance, in order, until it is used up (domain rule "Retainer"). Pure and exact.
 *
 * <ul>
 *   <li>The entry that crosses zero is split to the minor unit; its seconds are split in proportion, those drawn rounded
 *       half up to a whole second, the rest being the difference.
 *   <li>Everything worth something after it is wholly rest. The balance never goes below zero.
 *   <li>An entry worth nothing is drawn wholly, whatever the balance: there is nothing to invoice.
 *   <li>What is drawn and what is left over sum to the entry, in money and in seconds.
 * </ul>
 */
public final class Drawing {

    private Drawing() {}

    /**
     * One entry to be drawn.
     *
     * @param amount     in the retainer's currency, 0 or more, rounded to its minor unit
     * @param seconds    as billed, 0 or more
     * @param rawSeconds as recorded, 0 or more
     */
    public record Item(long entryId, BigDecimal amount, long seconds, long rawSeconds) {}

    /** What became of an entry: what the retainer paid, and the rest that it did not. */
    public record Drawn(
            long entryId,
            BigDecimal amount,
            long seconds,
            long rawSeconds,
            BigDecimal restAmount,
            long restSeconds,
            long restRawSeconds) {

        /** True where something is left for an invoice or a hold. */
        public boolean hasRest() {
            return restAmount.signum() > 0;
        }

        /** True where the retainer paid a part and not the whole. */
        public boolean isSplit() {
            return hasRest() && amount.signum() > 0;
        }
    }

    /**
     * @param drawn     one for each item, in order; without those that were fixed before
     * @param balance   what is left of the retainer, 0 or more
     * @param shortfall by how much the fixed drawings exceed the opening balance; 0 unless it was lowered after they became
     *                  final
     */
    public record Result(List<Drawn> drawn, BigDecimal balance, BigDecimal shortfall) {}

    /**
     * @param opening  what was prepaid, 0 or more
     * @param currency of the retainer
     * @param fixed    amounts drawn by documents that can no longer change, 0 or more each
     * @param inOrder  in order of start instant, then worker
     * @throws IllegalArgumentException for a negative number
     * @throws ArithmeticException for an amount finer than the currency's minor unit
     */
    public static Result draw(BigDecimal opening, String currency, List<BigDecimal> fixed, List<Item> inOrder) {
        BigDecimal free = amount(opening, currency);
        for (BigDecimal amount : fixed) {
            free = free.subtract(amount(amount, currency));
        }
        BigDecimal zero = Money.zero(currency).amount();
        BigDecimal balance = free.max(zero);
        List<Drawn> drawn = new ArrayList<>(inOrder.size());
        for (Item item : inOrder) {
            Drawn next = next(item, amount(item.amount(), currency), balance);
            balance = balance.subtract(next.amount());
            drawn.add(next);
        }
        return new Result(List.copyOf(drawn), balance, free.negate().max(zero));
    }

    private static Drawn next(Item item, BigDecimal amount, BigDecimal balance) {
        if (item.seconds() < 0 || item.rawSeconds() < 0) {
            throw new IllegalArgumentException("negative seconds in entry " + item.entryId());
        }
        BigDecimal paid = amount.min(balance);
        long seconds = amount.signum() == 0 ? item.seconds() : Allotment.share(item.seconds(), paid, amount);
        long rawSeconds = amount.signum() == 0 ? item.rawSeconds() : Allotment.share(item.rawSeconds(), paid, amount);
        return new Drawn(
                item.entryId(),
                paid,
                seconds,
                rawSeconds,
                amount.subtract(paid),
                item.seconds() - seconds,
                item.rawSeconds() - rawSeconds);
    }

    private static BigDecimal amount(BigDecimal amount, String currency) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a negative amount: " + amount);
        }
        return Money.exact(amount, currency);
    }
}
