package io.hourbook.exchange;

import io.hourbook.money.Currencies;
import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a table that was fetched can be believed. It is taken whole or not at all: one rate that cannot be right casts
 * doubt on its neighbours, and a wrong rate is worse than none.
 */
final class RateJudge {

    /** Rates further apart than this say nothing of each other. */
    private static final int NEIGHBOURS_DAYS = 31;


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
        List<Finding> all = new ArrayList<>();
        table.byCurrency().forEach((currency, series) -> jumps(where, currency, series, all));
        if (!all.isEmpty()) {
            findings.add(andMore(all.get(0), all.size()));
        }
    }

    /** Each rate against the last one before it that is known, or that could itself be compared; days before all that is known against nothing. */
    private void jumps(String where, String currency, Series series, List<Finding> findings) {
        Series known = inForce.byCurrency().get(currency);
        long day = Series.NEVER;
        BigDecimal reference = null;
        for (int i = 0; i < series.days().length; i++) {
            int published = series.days()[i];
            long last = known == null ? Series.NEVER : known.lastDay(published);
            if (last != Series.NEVER && last >= day) {
                day = last;
                reference = known.rate(last);
            }
            if (reference == null || published - day > NEIGHBOURS_DAYS) {
                reference = null;
                continue;
            }
            BigDecimal rate = PackedRate.unpack(series.rates()[i]);
            if (!feeds.believes(rate, reference)) {
                findings.add(jump(where, currency, LocalDate.ofEpochDay(published), rate, LocalDate.ofEpochDay(day), reference));
            }
            day = published;
            reference = rate;
        }
    }

    private Finding jump(String where, String currency, LocalDate day, BigDecimal rate, LocalDate before, BigDecimal reference) {
        return implausible(
                where, "has a rate that is too far from the one before it", currency + " " + rate.toPlainString() + " on " + day,
                "at most " + feeds.mostChangePercent() + " % from " + currency + " " + reference.toPlainString() + " on " + before);
    }

    private static Finding andMore(Finding finding, int count) {
        return count == 1 ? finding : new Finding(
                finding.code(), finding.where(), finding.what(), finding.saw() + ", and " + (count - 1) + " more", finding.want(), finding.fix());
    }

    private static Finding implausible(String where, String what, String saw, String want) {
        return new Finding(
                "MAP-413", where, what, saw, want,
                "nothing of it was taken; look at what the European Central Bank publishes. What is right after all goes into"
                        + " mappings/exchange-rates-ecb.csv, or raise fetch.most_change_percent in mappings/exchange.yaml");
    }
}
