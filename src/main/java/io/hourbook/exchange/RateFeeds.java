package io.hourbook.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where published rates are fetched from, and which of them are believed, as {@code exchange.yaml} says. Nothing is fetched where an
 * address is null.
 *
 * @param dailyUrl          of the table of the last day, http or https, or null
 * @param historyUrl        of the table of many days, or null
 * @param mostChangePercent how far a rate may be from the one published before it, in percent of the smaller of the two
 * @param accepted          rates that are believed however far they are
 */
public record RateFeeds(String dailyUrl, String historyUrl, int mostChangePercent, List<AcceptedRate> accepted) {

    /**
     * What holds where nothing is said. Of 210,503 changes from one published day to the next, from 1999 to May 2025, 7 are larger, all
     * of them crashes; the largest below is the Swiss franc's of 2015, 16.8 %. A point in the wrong place is 900 %.
     */
    public static final int MOST_CHANGE_PERCENT = 20;

    /** Nothing is fetched. */
    public static final RateFeeds NONE = new RateFeeds(null, null, MOST_CHANGE_PERCENT, List.of());

    /** The crashes in the bank's own history. */
    private static final List<AcceptedRate> CRASHES = Stream.of(
                    "TRL 2001-02-22 1050000", "ISK 2008-10-06 195", "ISK 2008-10-08 265", "ISK 2008-11-06 205", "RUB 2014-12-16 91.52", "TRY 2021-12-21 14.7132",
                    "RUB 2022-02-28 115.4842")
            .map(line -> line.split(" ")).map(part -> new AcceptedRate(part[0], LocalDate.parse(part[1]), new BigDecimal(part[2]))).toList();

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public RateFeeds {
        accepted = List.copyOf(accepted);
    }

    /** Whether a rate can follow the one published before it, by how far the two are apart. Both are above 0. */
    public boolean believes(BigDecimal rate, BigDecimal before) {
        BigDecimal most = HUNDRED.add(BigDecimal.valueOf(mostChangePercent));
        return rate.max(before).multiply(HUNDRED).compareTo(rate.min(before).multiply(most)) <= 0;
    }

    /** Whether somebody says that it is right, or the bank's own history has it. */
    public boolean accepts(String currency, LocalDate day, BigDecimal rate) {
        return Stream.concat(accepted.stream(), CRASHES.stream()).anyMatch(known -> known.is(currency, day, rate));
    }
}
