package io.hourbook.deadletter;

import java.util.Collection;
import java.util.List;

/** Keeps what could not be handled. */
public interface DeadLetters {

    /**
     * Keeps letters inside the caller's transaction: they stand or fall with the work they belong to. A letter whose subject
     * is already kept and open counts one more attempt instead.
     *
     * @param runId the run it happened in
     */
    void keep(int runId, List<DeadLetter> letters);

    /**
     * Keeps one letter in a transaction of its own, so that it survives whatever is rolled back around it. Not to be called
     * inside a transaction that has itself kept letters: the two would wait for each other.
     */
    void keepApart(int runId, DeadLetter letter);

    /** Marks open letters of a document as resolved, once it has been delivered after all. */
    void resolveDocument(int documentId);

    /**
     * Marks open letters of a document as resolved for another reason than that it was delivered.
     *
     * @param codes which letters; none for all
     * @param note  the reason, for people
     */
    default void resolveDocument(int documentId, Collection<String> codes, String note) {
        resolveDocument(documentId);
    }

    /** Marks open letters of entries as resolved, once they have been allocated after all. */
    void resolveEntries(List<Long> entryIds);

    /**
     * Marks open letters about files as resolved, once what was in their way has gone.
     *
     * @param codes    of what is looked for anew each time
     * @param standing places where something is still in the way
     */
    void resolveFiles(Collection<String> codes, Collection<String> standing);
}
