package io.hourbook.run;

import io.hourbook.intake.DueFile;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether anything new lies in the inbox. A file that a pass left there is not new until it changes. Bean {@code inboxWatch}. */
public final class InboxWatch {

    private final Inbox inbox;
    private final Mappings mappings;
    private Set<DueFile> seen = Set.of();

    InboxWatch(Inbox inbox, Mappings mappings) {
        this.inbox = inbox;
        this.mappings = mappings;
    }

    public synchronized boolean somethingNew() {
        try {
            List<DueFile> due = inbox.due(mappings.current().book().sources().keySet());
            boolean fresh = !seen.containsAll(due);
            seen = new HashSet<>(due);
            return fresh;
        } catch (Problem broken) {
            // the mappings cannot be read: the pass that the hour begins says so
            return false;
        }
    }
}
