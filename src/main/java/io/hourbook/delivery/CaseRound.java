package io.hourbook.delivery;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a pass of deliveries shows its route in a case: its lanes, which are sent off once and again as often as something was cut off.
 * Nothing is cut off before they were.
 *
 * @param left  how often they still are
 * @param looks how often it was asked: a route that never frees what was cut off would go on for ever
 * @param sent  whether they were sent off since something was freed last
 */
record CaseRound(List<String> lanes, AtomicLong left, AtomicLong looks, AtomicBoolean sent) {

    private static final int MOST_LOOKS = 50;

    static CaseRound of(List<String> lanes, long cutOff) {
        return new CaseRound(lanes, new AtomicLong(1 + cutOff), new AtomicLong(), new AtomicBoolean());
    }

    /** Whoever asks for them sends them off. */
    @Override
    public List<String> lanes() {
        sent.set(true);
        return lanes;
    }

    /** Frees what they left behind; nothing where they were not sent off. */
    void free() {
        if (sent.getAndSet(false)) {
            left.decrementAndGet();
        }
    }

    public boolean goesOn() {
        if (looks.incrementAndGet() > MOST_LOOKS) {
            throw new IllegalStateException("the pass never ends");
        }
        return left.get() > 0;
    }
}
