package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import java.time.LocalDate;
import java.util.Optional;

/** Until when the books of a target are closed, as far as the target has said so since the program was started. Asks nobody. */
public interface LockedBooks {

    /**
     * A lock.
     *
     * @param until the last day that is locked for anybody
     * @param words for whom, in the target's terms
     */
    record Lock(LocalDate until, String words) {}

    /** That of a target; empty where there is none, nobody has asked yet, or its kind is another's. */
    Optional<Lock> lock(Target target);
}
