package io.hourbook.deadletter;

import java.util.Optional;

/** Tells what a message's body is about. Each room that sends messages of its own through routes offers one as a bean. */
@FunctionalInterface
public interface LetterSubjects {

    /** @return nothing where the body is not of a kind that this room knows */
    Optional<LetterSubject> of(Object body);
}
