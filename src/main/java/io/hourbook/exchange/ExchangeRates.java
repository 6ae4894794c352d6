package io.hourbook.exchange;

import java.time.LocalDate;
import java.util.Optional;

/** Published reference rates by day: units of a currency per 1 of the pivot (EUR for the ECB). */
public final class ExchangeRates {

    /**
     * The rate from one currency to another that holds on a date: the last one published on or before it, at most
     * {@code maxAgeDays} old.
     *
     * @return empty where either currency has no such rate
     */
    public Optional<Cross> cross(String from, String to, LocalDate date, int maxAgeDays) {
        throw new IllegalStateException("written by the exchange room");
    }
}
