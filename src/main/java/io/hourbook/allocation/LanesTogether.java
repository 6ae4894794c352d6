package io.hourbook.allocation;

import io.hourbook.database.PassGuard;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Brings the lanes of a pass together again: the first failure is the pass's, and with it the other lanes take nothing more.
 * For a {@code split} with {@code streaming}, which hears of each lane as soon as it ends.
 */
final class LanesTogether implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange lanes, Exchange lane) {
        if (lane.getException() != null) {
            PassGuard.here().laneFailed();
        }
        if (lanes == null) {
            return lane;
        }
        if (lanes.getException() == null) {
            lanes.setException(lane.getException());
        }
        return lanes;
    }
}
