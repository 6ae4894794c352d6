package io.hourbook.allocation;

import io.hourbook.entry.TimeEntry;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;

/** The step {@code mapping.resolve}: finds what the names on an entry mean in the books. Finding nothing is an answer too. */
public final class EntryMapping {

    public Outcome resolve(Outcome outcome) {
        TimeEntry entry = outcome.entry();
        MappingBook book = outcome.pass().book();
        Project project = book.project(entry.source(), entry.names()).orElse(null);
        return new Outcome(
                outcome.pass(),
                entry,
                entry.worker() == null ? null : book.workers().get(entry.worker()),
                project,
                project == null ? null : book.clientOf(project),
                book.service(entry.source(), entry.names()).orElse(null),
                outcome.pay(),
                outcome.bill(),
                outcome.booked());
    }
}
