package io.hourbook.entry;

import java.util.List;

/** Stores received expenses: new, duplicate, amendment. Whoever keeps expenses offers it; rows reach it through {@link EntryStore}. */
@FunctionalInterface
public interface ExpenseRows {

    /**
     * Stores a piece of a file in the caller's transaction.
     *
     * @param sourceId the source's number in the database
     * @param rows     in file order; the malformed ones are kept already, and are only counted
     * @return what the rows were
     */
    IntakeCounts store(int runId, EntryStore.OpenFile file, int sourceId, List<ReceivedRow> rows);
}
