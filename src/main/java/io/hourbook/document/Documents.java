package io.hourbook.document;

/** What delivery needs to know and say of documents. */
public interface Documents {

    /**
     * One document as it goes out.
     *
     * @param documentId       its number here
     * @param reference        unique at the target
     * @param type             {@code sales-invoice} …
     * @param revision         of the content in {@code json}
     * @param externalId       the target's id, or null while it has none
     * @param deliveredRevision the revision the target is known to have, 0 for none
     * @param json             the body as the target's contract has it (docs/delivery.md)
     */
    record Outgoing(
            int documentId, String reference, String type, int revision, String externalId, int deliveredRevision, String json) {}

    /** The document as it should stand now, with its current revision and content. */
    Outgoing outgoing(int documentId);

    /**
     * A document with the lines that it had when its target had it last, its own fields as they are now; null where nobody knows, or
     * its target never had it.
     */
    default Outgoing delivered(int documentId) {
        return null;
    }

    /**
     * The target's id of a document is known (it was looked up), and so is the newest revision it may have.
     */
    void found(int documentId, String externalId, int revision);

    /**
     * The document is final at the target and can no longer be changed: what it should have become is recomputed and
     * goes out as a correction in the same run.
     *
     * @param deliveredRevision the revision that stands there
     */
    void finalAtTarget(int documentId, int deliveredRevision);

    /**
     * People voided the document at the target, or deleted it there: it is void here too, for good, and its lines stand nowhere. Its
     * group is marked, so that what was on it goes into a new document in the same run. To be called within a transaction.
     *
     * @param runId the run that settles it
     * @return how many lines are free again
     */
    int voidedAtTarget(int documentId, int runId);
}
