package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what happens to edits, and tells whoever wants to be told. Bound to one home. */
final class Journal {

    /**
     * What is told elsewhere: never the content of a file.
     *
     * @param change   what happened
     * @param findings why it was refused, none elsewhere
     * @param reasons  what makes it substantial, none elsewhere
     */
    record News(Change change, List<Finding> findings, List<String> reasons) {}

    private final ChangeLog log;
    private final ProposalStore proposals;
    private final TransactionTemplate transaction;
    private final Supplier<String> folder;
    private final Consumer<News> told;

    /**
     * @param folder by which this home is known
     * @param told   must neither fail nor take its time
     */
    Journal(ChangeLog log, ProposalStore proposals, TransactionTemplate transaction, Supplier<String> folder, Consumer<News> told) {
        this.log = log;
        this.proposals = proposals;
        this.transaction = transaction;
        this.folder = folder;
        this.told = told;
    }

    String folder() {
        return folder.get();
    }

    ProposalStore proposals() {
        return proposals;
    }

    /** To be called in the transaction that makes it happen. */
    void write(Change change) {
        log.add(change, folder());
    }

    /** To be called when that transaction is through. */
    void tell(Change change, List<String> reasons) {
        told.accept(new News(change, List.of(), reasons));
    }

    /** @return whether it is written down; not where the database is away */
    boolean refused(Change change, List<Finding> findings) {
        try {
            if (!log.saidLast(change, folder())) {
                log.add(change, folder());
                told.accept(new News(change, findings, List.of()));
            }
            return true;
        } catch (DataAccessException away) {
            return false;
        }
    }

    /**
     * Ends the waiting of a proposal, and writes that down.
     *
     * @return whether it waited until now
     */
    boolean ended(int number, Proposal.State state, Change change) {
        boolean ended = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean waited = proposals.end(number, state, change.who(), change.at(), change.why(), change.version());
            if (waited) {
                write(change);
            }
            return waited;
        }));
        if (ended) {
            tell(change, List.of());
        }
        return ended;
    }
}
