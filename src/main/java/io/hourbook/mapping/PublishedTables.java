package io.hourbook.mapping;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.exchange.RateDoubts;
import io.hourbook.exchange.RateFeeds;
import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The published rates that lie in a folder of mappings, as they are edited: which of them cannot be believed. Those in force are never
 * asked, for lines stand on them.
 *
 * @param table the file of many days as people know it
 * @param daily the file of the last day
 * @param csv   the text of the former, or null where there is none
 * @param rates of both together
 * @param feeds which rates are believed
 */
public record PublishedTables(String table, String daily, String csv, ExchangeRates rates, RateFeeds feeds) {

    private static final String FOLDER = "mappings";

    /** @param mappings bytes by path within the folder, which were checked */
    public static PublishedTables of(Map<String, byte[]> mappings) {
        Faults checked = new Faults();
        return of(MappingFiles.of(FOLDER, mappings, checked), checked);
    }

    static PublishedTables of(MappingFiles files, Faults faults) {
        PolicyReader policies = new PolicyReader(files, faults);
        return new PublishedTables(files.shown(policies.history()), files.shown(policies.daily()), files.text(policies.history()),
                MappingLoader.exchangeRates(files, policies, faults), policies.rateFeeds());
    }

    /** The files that say which rates are believed, as people know them. */
    public Set<String> files() {
        return new TreeSet<>(Set.of(table, daily, FOLDER + "/" + Policy.EXCHANGE.file()));
    }

    /** What speaks against them by themselves: half rows, days out of order, rates too far from those of the day beside them. */
    List<Finding> doubts() {
        List<Finding> doubts = new ArrayList<>(csv == null ? List.of() : RateDoubts.ofRows(table, csv));
        doubts.addAll(RateDoubts.ofJumps(rates, ExchangeRates.NONE, feeds));
        return doubts;
    }

    /**
     * What speaks against them where they come after others: rates too far from those that were fetched, columns that are gone or exchanged.
     *
     * @param before  those in force
     * @param fetched what was fetched
     */
    public List<Finding> doubts(PublishedTables before, ExchangeRates fetched) {
        List<Finding> alone = RateDoubts.ofJumps(rates, ExchangeRates.NONE, feeds);
        List<Finding> doubts = new ArrayList<>(RateDoubts.ofJumps(rates, fetched, feeds));
        doubts.removeAll(alone);
        if (csv != null) {
            doubts.addAll(RateDoubts.ofColumns(table, csv, rates, before.rates));
        }
        return doubts;
    }
}
