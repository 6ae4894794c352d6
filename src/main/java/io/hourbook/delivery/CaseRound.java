package io.hourbook.delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a pass of deliveries shows its route in a case: its lanes, which are sent off once and again as often as something was cut off.
 *
 * @param left  how often they still are
 * @param looks how often it was asked: a route that never frees what was cut off would go on for ever
 */
record CaseRound(List<String> lanes, AtomicLong left, AtomicLong looks) {

    private static final int MOST_LOOKS = 50;

    static CaseRound of(List<String> lanes, long cutOff) {
        return new CaseRound(lanes, new AtomicLong(1 + cutOff), new AtomicLong());
    }

    public boolean goesOn() {
        if (looks.incrementAndGet() > MOST_LOOKS) {
            throw new IllegalStateException("the pass never ends");
        }
        return left.get() > 0;
    }
}
