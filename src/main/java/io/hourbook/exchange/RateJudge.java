package io.hourbook.exchange;

import io.hourbook.money.Currencies;
import io.hourbook.problem.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a table that was fetched can be believed. It is taken whole or not at all: one rate that cannot be right casts
 * doubt on its neighbours, and a wrong rate is worse than none.
 */
final class RateJudge {

    private final ExchangeRates inForce;
    private final ExchangeRates kept;
    private final RateFeeds feeds;
    private final LocalDate today;

    /**
     * @param inForce all rates that are known: those of the files in mappings, and the kept ones where these are silent
     * @param kept    those that were fetched before
     * @param today   the last day that rates can have been published for
     */
    RateJudge(ExchangeRates inForce, ExchangeRates kept, RateFeeds feeds, LocalDate today) {
        this.inForce = inForce;
        this.kept = kept;
        this.feeds = feeds;
        this.today = today;
    }

    /** Everything that speaks against the table; of each kind the first, and how many more there are. */
    List<Finding> judge(String where, ExchangeRates table) {
        List<Finding> findings = new ArrayList<>();
        if (table.byCurrency().isEmpty()) {
            return List.of(implausible(where, "has no rates", "a day without any", "a rate for each currency"));
        }
        LocalDate last = table.lastDay().orElseThrow();
        if (last.isAfter(today)) {
            findings.add(implausible(where, "is of a day that is still to come", last.toString(), "a day until " + today));
        }
        table.currencies().stream().filter(currency -> !Currencies.known(currency)).findFirst().ifPresent(unknown ->
                findings.add(implausible(where, "names a currency that nobody knows", unknown, "codes of ISO 4217")));
        complete(where, table, last, findings);
        changed(where, table, findings);
        jumps(where, table, findings);
        return findings;
    }

    /** Now and then a currency joins the euro or is suspended; a file that is cut off loses many at once. */
    private void complete(String where, ExchangeRates table, LocalDate last, List<Finding> findings) {
        long before = kept.byCurrency().values().stream().map(series -> series.lastDay(last.toEpochDay())).max(Long::compare).orElse(Series.NEVER);
        if (before == Series.NEVER) {
            return;
        }
        long then = count(kept, before);
        long now = count(table, last.toEpochDay());
        if (now * 4 < then * 3) {
            findings.add(implausible(where, "is not complete", now + " currencies on " + last,
                    "about as many as on " + LocalDate.ofEpochDay(before) + ": " + then));
        }
    }

    /**
     * Currencies that were published up to a month ago, and that the newest table says nothing of: one that joins the euro is not published
     * any more, and neither is one whose column got lost. What is in the table is taken all the same; work in that currency is held where its
     * last rate is too old.
     *
     * @param kept what is kept, the table with it
     */
    static List<Finding> gone(String where, ExchangeRates table, ExchangeRates kept) {
        long last = table.lastDay().orElseThrow().toEpochDay();
        List<Finding> gone = new ArrayList<>();
        kept.byCurrency().forEach((currency, series) -> {
            long until = series.lastDay(Long.MAX_VALUE);
            Series now = table.byCurrency().get(currency);
            if (until < last && last - until <= Jumps.NEIGHBOURS_DAYS && (now == null || !now.has(last))) {
                gone.add(new Finding(
                        "MAP-416", where, "a currency is not in the table any more", "no " + currency + " on " + LocalDate.ofEpochDay(last),
                        currency + ", which was " + series.rate(until).toPlainString() + " on " + LocalDate.ofEpochDay(until),
                        "the rest of it was taken; look whether the European Central Bank still publishes the currency. Where it does, write its rates into"
                                + " mappings/exchange-rates-ecb.csv; where it does not, nothing has to be done: it is told for a month"));
            }
        });
        return gone;
    }

    private static long count(ExchangeRates rates, long day) {
        return rates.byCurrency().values().stream().filter(series -> series.has(day)).count();
    }

    /** What was kept stays, unless the company's own file overrules it: then neither matters. */
    private void changed(String where, ExchangeRates table, List<Finding> findings) {
        List<String> differing = new ArrayList<>();
        Finding[] first = {null};
        table.byCurrency().forEach((currency, series) -> {
            Series before = kept.byCurrency().get(currency);
            Series holds = inForce.byCurrency().get(currency);
            for (int i = 0; before != null && i < series.days().length; i++) {
                int day = series.days()[i];
                if (before.has(day) && before.packed(day) != series.rates()[i] && holds.packed(day) == before.packed(day)) {
                    differing.add(currency);
                    first[0] = first[0] != null ? first[0] : differs(where, currency, day, series, before);
                }
            }
        });
        if (first[0] != null) {
            findings.add(andMore(first[0], differing.size()));
        }
    }

    private Finding differs(String where, String currency, int day, Series series, Series before) {
        return new Finding(
                "MAP-414", where, "says another rate than was taken before for " + LocalDate.ofEpochDay(day),
                currency + " " + series.rate(day).toPlainString(),
                currency + " " + before.rate(day).toPlainString() + ", as in " + kept.origins().get(before.origin(day)),
                "nothing of it was taken; look the day up at the European Central Bank and write the right rate into the company's own"
                        + " table of rates, mappings/exchange-rates-ecb.csv, which goes before what is fetched");
    }

    private void jumps(String where, ExchangeRates table, List<Finding> findings) {
        List<Jumps.Jump> all = Jumps.in(table, inForce, feeds);
        if (!all.isEmpty()) {
            findings.add(andMore(jump(where, all.get(0)), all.size()));
        }
    }

    private Finding jump(String where, Jumps.Jump jump) {
        return new Finding(
                "MAP-413", where, "has a rate that is too far from the one before it", jump.currency() + " " + jump.rate().toPlainString() + " on " + jump.day(),
                "at most " + feeds.mostChangePercent() + " % from " + jump.currency() + " " + jump.reference().toPlainString() + " on " + jump.neighbour(),
                "nothing of it was taken; look at what the European Central Bank publishes. What is right after all is taken at the next look once it"
                        + " stands in mappings/exchange.yaml, below accepted: - " + jump.accepted());
    }

    private static Finding andMore(Finding finding, int count) {
        return count == 1 ? finding : new Finding(
                finding.code(), finding.where(), finding.what(), finding.saw() + ", and " + (count - 1) + " more", finding.want(), finding.fix());
    }

    private static Finding implausible(String where, String what, String saw, String want) {
        return new Finding(
                "MAP-413", where, what, saw, want,
                "nothing of it was taken; look at what the European Central Bank publishes. What is right after all goes into"
                        + " mappings/exchange-rates-ecb.csv");
    }
}
