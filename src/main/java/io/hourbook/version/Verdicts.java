package io.hourbook.version;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the check says of a set of files, held against what was so before. Not for several threads at once. */
final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    /** They say when work is done, where it goes and who looks at an edit, not what comes of it: no cent hangs on them. */
    private static final List<String> OF_TIMES = List.of("mappings/schedules.cases.yaml:", "mappings/release.cases.yaml:", "mappings/changes.cases.yaml:",
            "mappings/targets.cases.yaml:");

    private final Function<FileSet, Judge.Verdict> judge;
    private final VersionStore store;
    private final boolean service;
    private final RateEdits rates;
    private String passed;
    private Judge.Verdict verdict;

    /** Where no rates are fetched. @param service whether a service runs, whose gate nobody stands beside */
    Verdicts(Function<FileSet, Judge.Verdict> judge, VersionStore store, boolean service) {
        this(judge, store, service, new RateEdits(() -> ExchangeRates.NONE));
    }

    Verdicts(Function<FileSet, Judge.Verdict> judge, VersionStore store, boolean service, RateEdits rates) {
        this.rates = rates;
        this.judge = judge;
        this.store = store;
        this.service = service;
    }

    /** The same, once for a set that passes: where a pass keeps it from going in force, it is not checked again at every look. */
    Judge.Verdict once(FileSet files, int inForce) {
        if (!files.hash().equals(passed)) {
            verdict = anew(files, inForce);
            passed = verdict.findings().isEmpty() ? files.hash() : null;
        }
        return verdict;
    }

    /**
     * Where the check itself breaks, nobody knows that the set is sound. Cases that failed before this edit are not held against it, nor
     * are any against the first version: what a home worked with before there was a gate goes on.
     *
     * @param inForce the version that runs, 0 for none
     */
    Judge.Verdict anew(FileSet files, int inForce) {
        try {
            List<String> before = store.find(inForce).map(Version::notes).orElse(List.of());
            Judge.Verdict found = rates.look(judge.apply(files), files, inForce == 0 ? FileSet.EMPTY : store.files(inForce));
            Judge.Verdict judged = found.apartFrom(line -> inForce == 0 || before.contains(line) || told(line, service));
            List<String> fresh = judged.notes().stream().filter(line -> Judge.ofCase(line) && !before.contains(line)).toList();
            if (judged.findings().isEmpty() && !fresh.isEmpty()) {
                LOG.warn("These cases do not come out with what is saved; they hold nothing up. Change them with their tables:\n{}",
                        String.join("\n", found.whole(fresh)));
            }
            return judged;
        } catch (RuntimeException broke) {
            LOG.warn("The check broke off", broke);
            return new Judge.Verdict(
                    List.of(new Finding("VER-111", "routes/", "the check broke off, and so nothing is known", Causes.sentence(broke), "a check to its end",
                            "take back what was saved last; the log has more, which whoever maintains Hourbook wants to see")), 0, List.of(), 0);
        }
    }

    /**
     * Whoever asks for a pass without a service has edited a table and wants it in force: its cases are the second entry of it, and are
     * told, not held against it. A service, which nobody stands beside, does so with times alone.
     */
    static boolean told(String line, boolean service) {
        return !service && line.startsWith("mappings/") || OF_TIMES.stream().anyMatch(line::startsWith);
    }
}
