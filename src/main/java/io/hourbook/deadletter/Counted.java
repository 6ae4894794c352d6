package io.hourbook.deadletter;

import java.math.BigDecimal;

/** How much of something, in words. */
final class Counted {

    private Counted() {}

    /** {@code 1 entry}, {@code 12 entries}. */
    static String words(long count, String kind) {
        return count + " " + (count == 1 ? kind : kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s");
    }

    /** With the decimals that it has, and no fewer than two where it has any: {@code 14203.50 USD}, {@code 9000 JPY}. */
    static String money(BigDecimal amount, String currency) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(plain.scale() <= 0 ? 0 : Math.max(2, plain.scale())).toPlainString() + " " + currency;
    }
}
