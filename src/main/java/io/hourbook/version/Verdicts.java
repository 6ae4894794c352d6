package io.hourbook.version;

import io.hourbook.cases.CaseTally;
import io.hourbook.cases.WantedRoutes;
import io.hourbook.exchange.ExchangeRates;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the check says of a set of files, held against what was so before. Not for several threads at once. */
final class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    /** Cases that went, routes that nobody would miss until it is late, and what may stay although it could not come any more. */
    private static final Pattern TOLD = Pattern.compile(":\\d+: (?:VER-125|ROU-173|ROU-164|ROU-165|ROU-137) ");

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

    /**
     * Whether an edit may go in force, once for a set that passes: where a pass keeps it from going in force, it is not checked again at
     * every look.
     */
    Judge.Verdict once(FileSet files, Live.Standing inForce) {
        if (!files.hash().equals(passed)) {
            verdict = anew(files, inForce, true);
            passed = verdict.findings().isEmpty() ? files.hash() : null;
        }
        return verdict;
    }

    /** Whether it may be gone back to a set that was in force once. */
    Judge.Verdict again(FileSet files, Live.Standing inForce) {
        return anew(files, inForce, false);
    }

    /** Where the check itself breaks, nobody knows that the set is sound. */
    private Judge.Verdict anew(FileSet files, Live.Standing inForce, boolean edit) {
        try {
            List<String> before = store.find(inForce.number()).map(Version::notes).orElse(List.of());
            Judge.Verdict found = rates.look(judge.apply(files), files, inForce.files());
            List<Finding> takenOut = edit ? WantedRoutes.takenOut(inForce.files().all().keySet(), files.all().keySet()) : List.of();
            List<Finding> gone = CaseTally.of(inForce.files().all()).gone(CaseTally.of(files.all()), "version " + inForce.number());
            Judge.Verdict judged = found.apartFrom(new Earlier(inForce.number(), inForce.files(), before, service).excused(found.findings(), files))
                    .and(takenOut, gone);
            if (judged.findings().isEmpty()) {
                tell(found, judged, before);
            }
            return judged;
        } catch (RuntimeException broke) {
            LOG.warn("The check broke off", broke);
            return new Judge.Verdict(
                    List.of(new Finding("VER-111", "routes/", "the check broke off, and so nothing is known", Causes.sentence(broke), "a check to its end",
                            "take back what was saved last; the log has more, which whoever maintains Hourbook wants to see")), 0, List.of(), 0);
        }
    }

    private static void tell(Judge.Verdict found, Judge.Verdict judged, List<String> before) {
        Set<Noted> known = before.stream().map(Noted::of).collect(Collectors.toSet());
        List<String> fresh = judged.notes().stream().filter(line -> Judge.ofCase(line) && known.stream().noneMatch(Noted.of(line)::was)).toList();
        if (!fresh.isEmpty()) {
            LOG.warn("These cases do not come out with what is saved; they hold nothing up. Change them with their tables:\n{}",
                    String.join("\n", found.whole(fresh)));
        }
        List<String> other = judged.notes().stream().filter(line -> TOLD.matcher(line).find() && !before.contains(line)).toList();
        if (!other.isEmpty()) {
            LOG.warn("What is saved holds nothing up, and may not be meant so:\n{}", String.join("\n", other));
        }
    }
}
