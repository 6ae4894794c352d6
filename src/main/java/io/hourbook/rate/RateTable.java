package io.hourbook.rate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Finds the rate that holds for a piece of work (domain.md §7). */
public final class RateTable {

    private final List<Rate> rates;

    public RateTable(List<Rate> rates) {
        this.rates = List.copyOf(rates);
    }

    public List<Rate> rates() {
        return rates;
    }

    /** The row that names most of project, client, worker and service and is in force on the date. */
    public Optional<Rate> find(String client, String project, String service, String worker, LocalDate date) {
        throw new IllegalStateException("written by the rate room");
    }
}
