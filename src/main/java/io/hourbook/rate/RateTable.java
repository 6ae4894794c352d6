package io.hourbook.rate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the rate that holds for a piece of work (domain rule "Rates").
 *
 * <p>Of the rows that fit the work and are in force on its date, the one that names most of project, client, worker and
 * service wins; on a tie the one that names the project, then the client, then the worker, then the service. Of the rows
 * that name the same, the one with the latest first day wins. A row outside its dates does not count at all, so a more
 * specific row that is not yet or no longer in force leaves the work to a less specific one.
 *
 * <p>Immutable. A search costs at most one hash lookup for each combination of columns that the table uses (16 at most),
 * however many rows there are. The order of the rows never matters.
 */
public final class RateTable {

    /** Two rows that name the same and start on the same day: which of them holds, nobody can tell. */
    public record Tie(Rate first, Rate second) {}

    private final List<Rate> rates;
    private final List<Level> levels;

    /** @param rates rows without {@link #ties}; with a tie, the row listed first holds */
    public RateTable(List<Rate> rates) {
        this.rates = List.copyOf(rates);
        this.levels = levels(this.rates);
    }

    public List<Rate> rates() {
        return rates;
    }

    /**
     * The row that names most of project, client, worker and service and is in force on the date.
     *
     * @param client  of the project; null fits only rows that name no client, and so for the other names
     * @param date    the work date
     * @return empty where no row in force fits
     */
    public Optional<Rate> find(String client, String project, String service, String worker, LocalDate date) {
        for (Level level : levels) {
            Rate found = level.find(new Key(project, client, worker, service), date);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Every row that names the same and starts on the same day as an earlier one, with that one; to be refused on load. */
    public static List<Tie> ties(List<Rate> rates) {
        record Start(Key key, LocalDate from) {}
        Map<Start, Rate> seen = new LinkedHashMap<>();
        List<Tie> ties = new ArrayList<>();
        for (Rate rate : rates) {
            Rate first = seen.putIfAbsent(new Start(Key.of(rate), rate.from()), rate);
            if (first != null) {
                ties.add(new Tie(first, rate));
            }
        }
        return ties;
    }

    private static List<Level> levels(List<Rate> rates) {
        Map<Integer, Map<Key, List<Rate>>> byMask = new TreeMap<>(MOST_SPECIFIC_FIRST);
        for (Rate rate : rates) {
            Key key = Key.of(rate);
            byMask.computeIfAbsent(key.mask(), mask -> new HashMap<>())
                    .computeIfAbsent(key, same -> new ArrayList<>())
                    .add(rate);
        }
        List<Level> levels = new ArrayList<>();
        byMask.forEach((mask, rows) -> {
            Map<Key, Rate[]> latestFirst = new HashMap<>();
            rows.forEach((key, same) -> {
                Rate[] sorted = same.toArray(Rate[]::new);
                Arrays.sort(sorted, Comparator.comparing(Rate::from).reversed());
                latestFirst.put(key, sorted);
            });
            levels.add(new Level(mask, latestFirst));
        });
        return List.copyOf(levels);
    }

    /** More names first; among as many, the bits stand in the order project, client, worker, service. */
    private static final Comparator<Integer> MOST_SPECIFIC_FIRST =
            Comparator.<Integer>comparingInt(Integer::bitCount).thenComparing(Comparator.naturalOrder()).reversed();

    /** What a row names, or what a piece of work is. */
    private record Key(String project, String client, String worker, String service) {

        private static final int PROJECT = 8;
        private static final int CLIENT = 4;
        private static final int WORKER = 2;
        private static final int SERVICE = 1;

        static Key of(Rate rate) {
            return new Key(rate.project(), rate.client(), rate.worker(), rate.service());
        }

        int mask() {
            return (project == null ? 0 : PROJECT)
                    | (client == null ? 0 : CLIENT)
                    | (worker == null ? 0 : WORKER)
                    | (service == null ? 0 : SERVICE);
        }

        Key only(int mask) {
            return new Key(
                    (mask & PROJECT) == 0 ? null : project,
                    (mask & CLIENT) == 0 ? null : client,
                    (mask & WORKER) == 0 ? null : worker,
                    (mask & SERVICE) == 0 ? null : service);
        }
    }

    /** All rows that fill in the same columns; those that name the same stand together, the latest first. */
    private record Level(int mask, Map<Key, Rate[]> rows) {

        Rate find(Key work, LocalDate date) {
            Rate[] same = rows.get(work.only(mask));
            if (same == null) {
                return null;
            }
            for (Rate rate : same) {
                boolean begun = !rate.from().isAfter(date);
                boolean over = rate.until() != null && !date.isBefore(rate.until());
                if (begun && !over) {
                    return rate;
                }
            }
            return null;
        }
    }
}
