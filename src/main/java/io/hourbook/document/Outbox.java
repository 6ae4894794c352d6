package io.hourbook.document;

import java.time.LocalDate;
import java.util.List;

/** Where documents wait for their target. Written in the transaction that made the document. */
public interface Outbox {

    /**
     * One revision of a document to deliver.
     *
     * @param documentId     the document
     * @param target         where to
     * @param revision       of its content
     * @param idempotencyKey from reference, revision and content; unique for ever, at most 128 characters, printable ASCII
     * @param dueOn          not before this day; null: not before a person releases it
     */
    record Item(int documentId, String target, int revision, String idempotencyKey, LocalDate dueOn) {}

    /** Puts revisions into the outbox; older ones of the same documents that were never tried are superseded. */
    void put(List<Item> items);
}
