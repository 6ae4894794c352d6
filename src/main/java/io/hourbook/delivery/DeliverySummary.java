package io.hourbook.delivery;

/**
 * What a pass delivered, in documents.
 *
 * @param created made at their targets
 * @param updated changed there
 * @param failed  refused for good in this pass
 * @param pending due and still to be tried again
 * @param finals  found to be final at their target; each waits for a correction
 */
public record DeliverySummary(int created, int updated, int failed, int pending, int finals) {

    /** Documents that reached their target. */
    public int delivered() {
        return created + updated;
    }
}
