package io.hourbook.exchange;

import java.math.BigDecimal;

/**
 * Where published rates are fetched from, as {@code exchange.yaml} says. Nothing is fetched where an address is null.
 *
 * @param dailyUrl          of the table of the last day, http or https, or null
 * @param historyUrl        of the table of many days, or null
 * @param mostChangePercent how far a rate may be from the one published before it, in percent of the smaller of the two
 */
public record RateFeeds(String dailyUrl, String historyUrl, int mostChangePercent) {

    /** What holds where nothing is said: the largest change of a day that was right, leaving out crashes, is 17 %. */
    public static final int MOST_CHANGE_PERCENT = 20;

    /** Nothing is fetched. */
    public static final RateFeeds NONE = new RateFeeds(null, null, MOST_CHANGE_PERCENT);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Whether a rate can follow the one published before it, by how far the two are apart. Both are above 0. */
    public boolean believes(BigDecimal rate, BigDecimal before) {
        BigDecimal most = HUNDRED.add(BigDecimal.valueOf(mostChangePercent));
        return rate.max(before).multiply(HUNDRED).compareTo(rate.min(before).multiply(most)) <= 0;
    }
}
