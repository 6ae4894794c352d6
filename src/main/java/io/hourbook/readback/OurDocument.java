package io.hourbook.readback;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A document of ours that a reading told of.
 *
 * @param status    draft, final or void, as it stands here
 * @param delivered the revision that the target is known to have, 0 for none
 * @param doubted   whether a call about it is out whose answer never came
 * @param versions  what may stand at the target if nobody but us wrote: the revision that it has, and those that are in doubt
 */
record OurDocument(
        int id, String reference, String externalId, String type, String status, int delivered, boolean doubted, LocalDate date, LocalDate due,
        List<Version> versions) {

    /**
     * One revision as it was sent.
     *
     * @param amounts of its lines, positive, in any order
     */
    record Version(int revision, BigDecimal total, List<BigDecimal> amounts) {}

    boolean isVoid() {
        return status.equals("void");
    }

    boolean isDraft() {
        return status.equals("draft");
    }
}
