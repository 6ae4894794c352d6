package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.util.List;

/**
 * First deliveries that go out in one call.
 *
 * @param target where to
 * @param dues   at least two, all of one pass
 */
public record Batch(Target target, List<Due> dues) {

    /** What the route's throttle lets through in a minute. */
    public int callsPerMinute() {
        return dues.get(0).callsPerMinute();
    }
}
