package io.hourbook.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a whole in proportion so that the parts sum to the whole again: nothing is lost, nothing invented. */
public final class Allotment {

    private Allotment() {}

    /**
     * Splits whole units (seconds, cents) by weight. Every part is within one unit of its exact share; units left over go to
     * the largest fractions, the first of equal ones first.
     *
     * @param whole   of either sign
     * @param weights 0 or more each, and more than 0 together unless the whole is 0
     * @return one part per weight, in order, summing to the whole
     */
    public static List<Long> split(long whole, List<Long> weights) {
        long total = 0;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight is negative: " + weight);
            }
            total = Math.addExact(total, weight);
        }
        if (total == 0) {
            if (whole != 0) {
                throw new IllegalArgumentException("nothing to split " + whole + " by");
            }
            return weights.stream().map(weight -> 0L).toList();
        }
        return split(BigInteger.valueOf(whole), BigInteger.valueOf(total), weights);
    }

    private static List<Long> split(BigInteger whole, BigInteger total, List<Long> weights) {
        BigInteger sign = BigInteger.valueOf(whole.signum());
        List<Long> parts = new ArrayList<>(weights.size());
        List<BigInteger> fractions = new ArrayList<>(weights.size());
        BigInteger left = whole.abs();
        for (long weight : weights) {
            BigInteger[] share = whole.abs().multiply(BigInteger.valueOf(weight)).divideAndRemainder(total);
            parts.add(share[0].multiply(sign).longValueExact());
            fractions.add(share[1]);
            left = left.subtract(share[0]);
        }
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> fractions.get(i)).reversed())
                .limit(left.longValueExact())
                .forEach(i -> parts.set(i, parts.get(i) + whole.signum()));
        return List.copyOf(parts);
    }

    /**
     * Splits an amount by weight to the minor unit of its currency.
     *
     * @param amount with no more decimals than the currency has
     * @see #split(long, List)
     */
    public static List<BigDecimal> split(BigDecimal amount, String currency, List<Long> weights) {
        int decimals = Currencies.minorUnits(currency);
        long minor = Money.exact(amount, currency).unscaledValue().longValueExact();
        return split(minor, weights).stream().map(part -> BigDecimal.valueOf(part, decimals)).toList();
    }

    /**
     * The share of whole units that goes with a part of an amount, rounded half up; the other share is the difference.
     *
     * @param units 0 or more
     * @param part  0 to {@code of}
     * @param of    more than 0
     * @return 0 to {@code units}
     */
    public static long share(long units, BigDecimal part, BigDecimal of) {
        return BigDecimal.valueOf(units).multiply(part).divide(of, 0, RoundingMode.HALF_UP).longValueExact();
    }
}
