package io.hourbook.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sums by what they are of, such as {@code sales-invoice CUST-07 JPY 2023-01}: as many as there are documents' groups and
 * accounts, however many entries. Beside them stands a mark of all lines that does not depend on their order, so that two
 * equal sums of different lines differ.
 */
final class Totals {

    /**
     * @param cents   hundredths of the currency, whatever its minor unit
     * @param base    hundredths of the books' currency
     * @param mark    sum of the lines' marks
     */
    record Sum(long lines, long seconds, long cents, long base, long mark) {

        static final Sum NOTHING = new Sum(0, 0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    lines + other.lines, Math.addExact(seconds, other.seconds), Math.addExact(cents, other.cents), Math.addExact(base, other.base),
                    mark + other.mark);
        }

        Sum negated() {
            return new Sum(-lines, -seconds, -cents, -base, -mark);
        }

        @Override
        public String toString() {
            return String.format("%,d lines, %,d s, %s, %s in the books' currency, mark %016x", lines, seconds, money(cents), money(base), mark);
        }
    }

    private final Map<String, Sum> sums = new TreeMap<>();

    void add(String of, Sum sum) {
        sums.merge(of, sum, Sum::plus);
    }

    void add(Totals other) {
        other.sums.forEach(this::add);
    }

    void subtract(Totals other) {
        other.sums.forEach((of, sum) -> add(of, sum.negated()));
    }

    /** Those alone whose first word is one of {@code types}. */
    Totals of(Set<String> types) {
        Totals some = new Totals();
        sums.forEach((of, sum) -> {
            if (types.contains(of.substring(0, of.indexOf(' ')))) {
                some.add(of, sum);
            }
        });
        return some;
    }

    Map<String, Sum> sums() {
        return sums;
    }

    /** What differs, a sentence each, the first twenty; empty where all is the same. */
    List<String> differences(Totals seen) {
        List<String> differences = new ArrayList<>();
        sums.forEach((of, wanted) -> {
            Sum there = seen.sums.getOrDefault(of, Sum.NOTHING);
            if (!wanted.equals(there)) {
                differences.add(of + ": saw " + there + "; want " + wanted);
            }
        });
        seen.sums.forEach((of, there) -> {
            if (!there.equals(Sum.NOTHING) && !sums.containsKey(of)) {
                differences.add(of + ": saw " + there + "; want nothing of that");
            }
        });
        return differences.size() <= 20 ? differences : differences.subList(0, 20);
    }

    /** Of one line: the same for the same words, and a sum of these hardly ever. */
    static long mark(Object... words) {
        long hash = 0xcbf29ce484222325L;
        for (Object word : words) {
            String text = String.valueOf(word);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ '|') * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    /** @throws ArithmeticException for an amount finer than a hundredth */
    static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    static String money(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
