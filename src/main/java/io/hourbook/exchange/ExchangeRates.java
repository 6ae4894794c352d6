package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Published reference rates by day: units of a currency per 1 euro, as the European Central Bank publishes them on its
 * working days. Immutable; 25 years of 40 currencies take some 5 MB.
 */
public final class ExchangeRates {

    /** No rate at all: every currency can be exchanged with itself only. */
    public static final ExchangeRates NONE = new ExchangeRates(Map.of(), new String[0]);

    /** The currency that all rates are published against. */
    public static final String PIVOT = "EUR";

    static final String SOURCE = "ECB";

    /**
     * Rates that could be read, and every fault of what could not. With a finding, the rates are for looking on only: a
     * faulty file is refused whole.
     */
    public record Reading(ExchangeRates rates, List<Finding> findings) {}

    private final Map<String, Series> byCurrency;
    private final String[] origins;

    /** @param byCurrency in order of currency, no series empty */
    ExchangeRates(Map<String, Series> byCurrency, String[] origins) {
        this.byCurrency = byCurrency;
        this.origins = origins;
    }

    /**
     * Reads the bank's history in its CSV form: {@code Date,USD,JPY,…}, a row a day in any order, {@code N/A} or nothing
     * where there is no rate, a comma at the end of the line or none, {@code #} comments allowed.
     *
     * @param shownPath the file as people know it, for findings and for the id of each rate
     * @throws java.io.UncheckedIOException when the reader fails
     */
    public static Reading readCsv(String shownPath, Reader csv) {
        return new EcbCsv(shownPath).read(csv);
    }

    /**
     * Reads the bank's XML, one day or many. Document types and external entities are refused.
     *
     * @param shownPath the file or address as people know it
     * @throws java.io.UncheckedIOException when the reader fails
     */
    public static Reading readXml(String shownPath, Reader xml) {
        return new EcbXml(shownPath).read(xml);
    }

    /** Both together. A rate that both have must be the same in both; otherwise a finding, and that of this one is kept. */
    public Reading merge(ExchangeRates other) {
        RatesBuilder builder = new RatesBuilder();
        builder.addAll(this);
        builder.addAll(other);
        return builder.build();
    }

    /**
     * The rate from one currency to another that holds on a date: the last one published on or before it, at most
     * {@code maxAgeDays} old. Between two currencies other than the euro both rates are of one day: the last one on which
     * both were published.
     *
     * @param date       no rate is published on weekends and TARGET holidays; the one of the day before holds
     * @param maxAgeDays the date less the day of publication may be this many days, 7 by domain rule "Currency"
     * @return empty where there is no such rate; 1 to 1 for a currency with itself, published or not
     */
    public Optional<Cross> cross(String from, String to, LocalDate date, int maxAgeDays) {
        if (from.equals(to)) {
            return Optional.of(Cross.same(from, date));
        }
        Series sold = byCurrency.get(from);
        Series bought = byCurrency.get(to);
        if (sold == null && !from.equals(PIVOT) || bought == null && !to.equals(PIVOT)) {
            return Optional.empty();
        }
        long wanted = date.toEpochDay();
        long day = lastCommonDay(sold, bought, wanted);
        if (day == Series.NEVER || wanted - day > maxAgeDays) {
            return Optional.empty();
        }
        return Optional.of(new Cross(
                from,
                to,
                bought == null ? BigDecimal.ONE : bought.rate(day),
                sold == null ? BigDecimal.ONE : sold.rate(day),
                LocalDate.ofEpochDay(day),
                SOURCE,
                id(sold, bought, day)));
    }

    /** The currencies that have at least one rate, in order; without the euro. */
    public Set<String> currencies() {
        return Collections.unmodifiableSet(byCurrency.keySet());
    }

    /** The first day that has any rate; empty where there is none. */
    Optional<LocalDate> firstDay() {
        return byCurrency.values().stream()
                .map(series -> series.days()[0])
                .min(Comparator.naturalOrder())
                .map(LocalDate::ofEpochDay);
    }

    /** The last day that has any rate; empty where there is none. */
    public Optional<LocalDate> lastDay() {
        return byCurrency.values().stream()
                .map(series -> series.lastDay(Long.MAX_VALUE))
                .max(Comparator.naturalOrder())
                .map(LocalDate::ofEpochDay);
    }

    /** A null series is the euro's own: it has every day. */
    private static long lastCommonDay(Series one, Series other, long wanted) {
        long limit = wanted;
        while (true) {
            long first = one == null ? limit : one.lastDay(limit);
            long second = other == null ? first : other.lastDay(first);
            if (first == second) {
                return first;
            }
            limit = second;
        }
    }

    private String id(Series sold, Series bought, long day) {
        String soldId = sold == null ? null : origins[sold.origin(day)];
        String boughtId = bought == null ? null : origins[bought.origin(day)];
        if (soldId == null || soldId.equals(boughtId)) {
            return boughtId;
        }
        return boughtId == null ? soldId : boughtId + " and " + soldId;
    }

    Map<String, Series> byCurrency() {
        return byCurrency;
    }

    List<String> origins() {
        return List.of(origins);
    }
}
