package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this home's folder proposes and was not let in: said once, and written down once. */
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Journal journal;
    private volatile Refusal refusal;
    /** Of the set that was refused last: another one that is wrong in the same way is another refusal. */
    private String hash;
    /** What could not be written down yet. */
    private Change unwritten;

    Refusals(Journal journal) {
        this.journal = journal;
    }

    Optional<Refusal> now() {
        return Optional.ofNullable(refusal);
    }

    /**
     * @param change what is to be written down; its result is made of the findings
     */
    void refuse(List<Finding> findings, Change change) {
        boolean again = refusal != null && refusal.says(findings);
        if (again && change.hash().equals(hash)) {
            return;
        }
        hash = change.hash();
        String words = findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
        if (!again) {
            refusal = new Refusal(change.at(), change.base(), change.files(), findings);
            LOG.error("Routes and mappings as saved are refused; {}\n{}",
                    change.base() == 0 ? "none were accepted before" : "version " + change.base() + " runs on", words);
        }
        unwritten = new Change(change.at(), change.event(), change.who(), null, null, change.base(), change.hash(), change.files(), change.why(), words);
        write();
    }

    /** Where the database was away. */
    void write() {
        if (unwritten != null && refusal != null && journal.refused(unwritten, refusal.findings())) {
            unwritten = null;
        }
    }

    /** @return whether there was something to take back */
    boolean clear() {
        boolean there = refusal != null;
        refusal = null;
        unwritten = null;
        return there;
    }
}
