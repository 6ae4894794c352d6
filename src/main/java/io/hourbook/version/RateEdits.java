package io.hourbook.version;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.mapping.PublishedTables;
import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What an edit does to published rates, which nobody can recompute: held against those in force and those that were fetched. */
final class RateEdits {

    private static final Set<String> DOUBTS = Set.of("MAP-405", "MAP-406", "MAP-407");

    private final Supplier<ExchangeRates> fetched;

    /** @param fetched the rates that were fetched up to now */
    RateEdits(Supplier<ExchangeRates> fetched) {
        this.fetched = fetched;
    }

    /**
     * Rates that were in force before an edit, and are doubted, hold up no edit of something else: they are noted. Rates that it changes are
     * looked at once more, for what stands beside them is known here.
     *
     * @param found  what the check said of the edit
     * @param files  what it would put in force
     * @param before what is in force; empty where nothing is
     */
    Judge.Verdict look(Judge.Verdict found, FileSet files, FileSet before) {
        boolean doubted = found.findings().stream().anyMatch(finding -> DOUBTS.contains(finding.code()));
        if (before.empty() || !doubted && !found.findings().isEmpty()) {
            return found;
        }
        PublishedTables now = PublishedTables.of(files.mappings());
        boolean touched = now.files().stream().anyMatch(path -> !files.same(before, path));
        if (!touched) {
            return found.noting(finding -> DOUBTS.contains(finding.code()));
        }
        List<Finding> more = now.doubts(PublishedTables.of(before.mappings()), fetched.get());
        return more.isEmpty() ? found : found.and(more, List.of());
    }
}
