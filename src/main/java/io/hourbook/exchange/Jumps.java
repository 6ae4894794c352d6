package io.hourbook.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rates that are further from those of the neighbouring day than can be believed, and that nobody says are right. */
final class Jumps {

    /** Rates further apart than this say nothing of each other. */
    static final int NEIGHBOURS_DAYS = 31;

    /**
     * @param day      of the rate that is doubted
     * @param neighbour the day it was held against, the last one before it; of a table's first day the one after
     * @param origin   the number of its row in the table
     */
    record Jump(String currency, LocalDate day, BigDecimal rate, LocalDate neighbour, BigDecimal reference, int origin) {

        /** As it would be accepted. */
        AcceptedRate accepted() {
            return new AcceptedRate(currency, day, rate);
        }
    }

    private final RateFeeds feeds;
    private final List<Jump> found = new ArrayList<>();

    private Jumps(RateFeeds feeds) {
        this.feeds = feeds;
    }

    /**
     * @param table whose rates are looked at
     * @param known what else is known; where both have a day, the table is held against that
     */
    static List<Jump> in(ExchangeRates table, ExchangeRates known, RateFeeds feeds) {
        Jumps jumps = new Jumps(feeds);
        table.byCurrency().forEach((currency, series) -> jumps.look(currency, series, known.byCurrency().get(currency)));
        return List.copyOf(jumps.found);
    }

    /** Each rate against the last one before it that is known, or that could itself be compared; days before all that is known against nothing. */
    private void look(String currency, Series series, Series known) {
        long day = Series.NEVER;
        BigDecimal reference = null;
        // what held before a crash that was accepted: the next day may be back there
        BigDecimal crashedFrom = null;
        for (int i = 0; i < series.days().length; i++) {
            int published = series.days()[i];
            long last = known == null ? Series.NEVER : known.lastDay(published);
            if (last != Series.NEVER && last >= day) {
                day = last;
                reference = known.rate(last);
            }
            BigDecimal rate = PackedRate.unpack(series.rates()[i]);
            boolean far = reference != null && published - day <= NEIGHBOURS_DAYS && !feeds.believes(rate, reference);
            boolean accepted = far && feeds.accepts(currency, LocalDate.ofEpochDay(published), rate);
            boolean back = far && crashedFrom != null && feeds.believes(rate, crashedFrom);
            crashedFrom = accepted ? reference : null;
            if (far && !accepted && !back) {
                if (lastAgain(series, i, reference) || !firstAlone(series, i, day)) {
                    add(currency, series, i, day, reference);
                    if (lastAgain(series, i, reference)) {
                        // it is this one that is wrong, and the next is held against the one before
                        continue;
                    }
                } else {
                    add(currency, series, i - 1, published, rate);
                }
            }
            day = published;
            reference = rate;
        }
    }

    /** Whether the rate after this one fits the one before it. */
    private boolean lastAgain(Series series, int i, BigDecimal before) {
        return i + 1 < series.days().length && series.days()[i + 1] - series.days()[i] <= NEIGHBOURS_DAYS
                && feeds.believes(PackedRate.unpack(series.rates()[i + 1]), before);
    }

    /** Whether it is held against the table's first rate, and that is the one which stands alone: the next fits this one. */
    private boolean firstAlone(Series series, int i, long day) {
        return i == 1 && series.days()[0] == day && i + 1 < series.days().length
                && feeds.believes(PackedRate.unpack(series.rates()[i + 1]), PackedRate.unpack(series.rates()[i]));
    }

    private void add(String currency, Series series, int i, long neighbour, BigDecimal reference) {
        found.add(new Jump(
                currency, LocalDate.ofEpochDay(series.days()[i]), PackedRate.unpack(series.rates()[i]), LocalDate.ofEpochDay(neighbour), reference,
                series.origins()[i]));
    }
}
