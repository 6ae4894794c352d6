package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers rates in any order, and finds the days that say two different things. */
final class RatesBuilder {

    /** Nobody reads more, and a file of the size of a table of rates can have millions. */
    private static final int MOST_FINDINGS = 1_000;

    private final Map<String, Column> columns = new TreeMap<>();
    private final List<String> origins = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** From now on rates come from this row. */
    void row(String id) {
        origins.add(id);
    }

    void add(String currency, LocalDate day, long packed) {
        column(currency).add(Math.toIntExact(day.toEpochDay()), packed, origins.size() - 1);
    }

    void addAll(ExchangeRates rates) {
        int offset = origins.size();
        origins.addAll(rates.origins());
        rates.byCurrency().forEach((currency, series) -> {
            Column column = column(currency);
            for (int i = 0; i < series.days().length; i++) {
                column.add(series.days()[i], series.rates()[i], offset + series.origins()[i]);
            }
        });
    }

    /** What is found after the first thousand is found again once those are mended. */
    void found(Finding finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    ExchangeRates.Reading build() {
        Map<String, Series> byCurrency = new TreeMap<>();
        Map<Integer, Finding> conflicts = new TreeMap<>();
        columns.forEach((currency, column) -> byCurrency.put(currency, column.series(currency, conflicts)));
        findings.addAll(conflicts.values());
        return new ExchangeRates.Reading(
                new ExchangeRates(byCurrency, origins.toArray(String[]::new)), List.copyOf(findings));
    }

    private Column column(String currency) {
        return columns.computeIfAbsent(currency, name -> new Column());
    }

    private final class Column {

        private int[] days = new int[64];
        private long[] rates = new long[64];
        private int[] rows = new int[64];
        private int size;

        void add(int day, long rate, int row) {
            if (size == days.length) {
                days = Arrays.copyOf(days, size * 2);
                rates = Arrays.copyOf(rates, size * 2);
                rows = Arrays.copyOf(rows, size * 2);
            }
            days[size] = day;
            rates[size] = rate;
            rows[size++] = row;
        }

        /** In order of day; of a day that comes twice, what was read first. Conflicts are kept by the later row, one each. */
        Series series(String currency, Map<Integer, Finding> conflicts) {
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                order[i] = (long) days[i] << Integer.SIZE | i;
            }
            Arrays.sort(order);
            int[] sortedDays = new int[size];
            long[] sortedRates = new long[size];
            int[] sortedRows = new int[size];
            int kept = 0;
            for (long next : order) {
                int i = (int) next;
                if (kept > 0 && sortedDays[kept - 1] == days[i]) {
                    if (sortedRates[kept - 1] != rates[i]) {
                        conflicts.putIfAbsent(rows[i], conflict(currency, i, sortedRates[kept - 1], sortedRows[kept - 1]));
                    }
                    continue;
                }
                sortedDays[kept] = days[i];
                sortedRates[kept] = rates[i];
                sortedRows[kept++] = rows[i];
            }
            return new Series(
                    Arrays.copyOf(sortedDays, kept), Arrays.copyOf(sortedRates, kept), Arrays.copyOf(sortedRows, kept));
        }

        private Finding conflict(String currency, int later, long firstRate, int firstRow) {
            return new Finding(
                    "MAP-404",
                    origins.get(rows[later]),
                    "the rates of " + LocalDate.ofEpochDay(days[later]) + " are published twice and differ",
                    currency + " " + PackedRate.unpack(rates[later]).toPlainString(),
                    currency + " " + PackedRate.unpack(firstRate).toPlainString() + ", as in " + origins.get(firstRow),
                    "look the day up at the European Central Bank and remove the row that is wrong");
        }
    }
}
