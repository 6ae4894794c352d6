package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import io.hourbook.entry.MarkQueue;
import io.hourbook.entry.Marks;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Documents as the books should have them: marked groups are loaded whole, compared, and the difference is stored together
 * with its place in the outbox. Bean {@code documents}.
 */
public final class DocumentStore {

    private final TransactionTemplate transaction;
    private final Marks marks;
    private final MarkedGroups groups;
    private final DocumentWriter writer;
    private final DocumentCounts counts;

    public DocumentStore(JdbcTemplate jdbc, TransactionTemplate transaction, Outbox outbox, DocumentCounts counts) {
        this.transaction = transaction;
        this.marks = new Marks(jdbc);
        this.groups = new MarkedGroups(jdbc);
        this.writer = new DocumentWriter(jdbc, outbox);
        this.counts = counts;
    }

    /** Whether anything is to be recomputed again, because a document turned out to be final. */
    public boolean marked() {
        return !marks.first(Marks.Kind.DOCUMENT, 1).isEmpty();
    }

    /** All groups that are marked now, for lanes to take from. */
    public MarkQueue open() {
        return groups.open();
    }

    /** The next groups of a queue; empty when none is left. */
    public List<GroupState> take(PassContext pass, MarkQueue queue) {
        return groups.take(pass, queue);
    }

    /** The first marked groups, for one who works alone and stores them before asking again. */
    public List<GroupState> next(PassContext pass) {
        return take(pass, open());
    }

    /** What the group's documents become. Pure. */
    public GroupState assemble(GroupState state) {
        return state.assembled();
    }

    /** Stores what changed and puts it into the outbox, in one transaction, and takes the marks away. */
    public void store(PassContext pass, List<GroupState> states) {
        if (states.isEmpty()) {
            return;
        }
        DocumentWriter.Written written = transaction.execute(status -> writer.write(pass, states));
        counts.add(written.created(), written.updated());
    }
}
