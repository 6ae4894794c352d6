package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What speaks against published rates that people put into a folder: each can be read, and one that is wrong would go into invoices
 * without a word. Nothing of it holds for rates in force, which lines stand on; it is for whoever edits them.
 */
public final class RateDoubts {

    /** So many days with the rates of another currency are no chance. */
    private static final int ENOUGH_DAYS = 3;

    private RateDoubts() {}

    /**
     * Rows that are not whole, and days that stand twice or out of order: MAP-405, MAP-406.
     *
     * @param path the file as people know it
     * @param csv  a table in the bank's CSV form that was read without a finding
     */
    public static List<Finding> ofRows(String path, String csv) {
        return RowDoubts.of(path, csv);
    }

    /**
     * Rates too far from those of the neighbouring day: MAP-407, one for each.
     *
     * @param rates   of all tables of the folder together, read without a finding
     * @param fetched what was fetched: on days that the folder has no rate for, it is what these stand beside
     * @param feeds   how far a rate may be, and which are accepted
     */
    public static List<Finding> ofJumps(ExchangeRates rates, ExchangeRates fetched, RateFeeds feeds) {
        List<Finding> findings = new ArrayList<>();
        int own = rates.origins().size();
        for (Jumps.Jump jump : Jumps.in(rates.merge(fetched).rates(), ExchangeRates.NONE, feeds)) {
            if (jump.origin() >= own) {
                continue;
            }
            findings.add(new Finding(
                    "MAP-407", rates.origins().get(jump.origin()).replace('#', ':').replaceFirst(":\\d{4}-\\d\\d-\\d\\d$", ""),
                    "the rate of " + jump.currency() + " on " + jump.day() + " is too far from that of the day beside it",
                    jump.currency() + " " + jump.rate().toPlainString() + " on " + jump.day(),
                    "at most " + feeds.mostChangePercent() + " % from " + jump.currency() + " " + jump.reference().toPlainString() + " on " + jump.neighbour(),
                    "look the day up at the European Central Bank and correct the rate; where it is right after all, write in mappings/exchange.yaml, below"
                            + " accepted: - " + jump.accepted()));
        }
        return findings;
    }

    /**
     * Columns that are gone, or exchanged: MAP-408.
     *
     * @param path   the file as people know it
     * @param csv    the table as it is now
     * @param rates  what it says, with all other tables of the folder
     * @param before what was in force
     */
    public static List<Finding> ofColumns(String path, String csv, ExchangeRates rates, ExchangeRates before) {
        List<Finding> findings = new ArrayList<>();
        Set<String> columns = columns(csv);
        before.byCurrency().forEach((currency, series) -> {
            int last = series.days()[series.days().length - 1];
            Series now = rates.byCurrency().get(currency);
            String was = currency + " " + series.rate(last).toPlainString() + " on " + LocalDate.ofEpochDay(last);
            if (now == null && !columns.contains(currency)) {
                findings.add(new Finding(
                        "MAP-408", path + ":1", "a currency is gone that the table had", "no " + currency, "a column " + currency + "; in force is " + was,
                        "put the column back; where its rates are to go, leave the column there with nothing in its cells"));
            } else if (now != null) {
                other(currency, series, now, before).ifPresent(other -> findings.add(new Finding(
                        "MAP-408", path + ":1", "a currency has the rates that another one had",
                        currency + " as " + other + " had it, on " + common(series, now) + " days", "its own; in force is " + was, "look whether columns were exchanged")));
            }
        });
        return findings;
    }

    private static Set<String> columns(String csv) {
        String header = csv.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).findFirst().orElse("");
        return Arrays.stream(header.split(",")).map(name -> name.strip().replace("\"", "")).collect(Collectors.toSet());
    }

    /** The currency whose rates these are on every day that is known of both: where two had the same on all days, neither. */
    private static Optional<String> other(String currency, Series before, Series now, ExchangeRates all) {
        if (common(before, now) < ENOUGH_DAYS || IntStream.of(now.days()).anyMatch(day -> before.has(day) && before.packed(day) == now.packed(day))) {
            return Optional.empty();
        }
        return all.byCurrency().entrySet().stream()
                .filter(known -> !known.getKey().equals(currency) && common(known.getValue(), now) >= ENOUGH_DAYS)
                .filter(known -> IntStream.of(now.days()).filter(known.getValue()::has).allMatch(day -> known.getValue().packed(day) == now.packed(day)))
                .map(Map.Entry::getKey).findFirst();
    }

    private static long common(Series one, Series other) {
        return IntStream.of(other.days()).filter(one::has).count();
    }
}
