package io.hourbook.tryton;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is known here of what was written there.
 *
 * @param written  what may stand there of what we sent, the newest first; none of a document that a release before 0.6.0 delivered
 * @param restored whether a Hourbook that this one was restored from may have written later
 * @param user     our own user there, once there is a session
 */
record Memory(List<Content> written, boolean restored, LongSupplier user) {

    /**
     * Whether what stands there is ours to overwrite: it says what we wrote, or a person has handed it back. Where nobody here knows what
     * was written last, Tryton knows who wrote it.
     */
    boolean ours(Standing there) {
        return there.handedBack() || written.contains(there.content())
                || (written.isEmpty() || restored) && there.writtenBy(user.getAsLong());
    }

    /** What people changed, in words; none where that is not known. */
    List<String> changes(Standing there) {
        return written.isEmpty() ? List.of() : there.content().unlike(written.get(0));
    }

    /** Who wrote last, in words. */
    Optional<String> writer(Standing there) {
        return there.writer(user.getAsLong());
    }
}
