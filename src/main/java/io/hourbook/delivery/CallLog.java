package io.hourbook.delivery;

import java.time.Duration;

/** Told of every call to a target, once it is known what became of it. */
@FunctionalInterface
public interface CallLog {

    /** @param outcome the class of the answer, {@code 2xx}; {@code none} where none came */
    void called(String target, String outcome, Duration length);
}
