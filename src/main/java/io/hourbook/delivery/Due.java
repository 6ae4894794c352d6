package io.hourbook.delivery;

import io.hourbook.mapping.Target;

/**
 * One delivery whose time has come, taken by a pass.
 *
 * @param id             of its row
 * @param key            the idempotency key of its revision
 * @param documentId     the document
 * @param revision       the revision it was put in the outbox for
 * @param attempts       how often it was tried before
 * @param doubted        whether a call was sent for it whose answer never came
 * @param doubtedEarlier the newest earlier revision with such a call, 0 for none
 * @param unknownThere   whether the target may have the document from a Hourbook that this one was restored from
 * @param refusedBefore  whether the target has refused this document for good before
 * @param owner          the pass that took it
 * @param target         where to, as the mappings name it now
 */
public record Due(
        long id,
        String key,
        int documentId,
        int revision,
        int attempts,
        boolean doubted,
        int doubtedEarlier,
        boolean unknownThere,
        boolean refusedBefore,
        String owner,
        Target target) {

    /** So many calls a minute are as good as no limit; the throttle wants a number. */
    private static final int UNLIMITED_PER_MINUTE = 60_000;

    /** What the route's throttle lets through in a minute. */
    public int callsPerMinute() {
        return target.perMinute() > 0 ? target.perMinute() : UNLIMITED_PER_MINUTE;
    }

    /** Whether it may share a call with others: the very first try of a document's first revision. */
    boolean fitsBatch() {
        return revision == 1 && attempts == 0 && !doubted && !unknownThere;
    }
}
