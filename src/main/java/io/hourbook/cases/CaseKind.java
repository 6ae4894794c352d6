package io.hourbook.cases;

import io.hourbook.mapping.MappingBook;
import io.hourbook.reload.CaseIn;
import java.util.List;
import java.util.Map;

/**
 * What can be asked of one table or policy.
 *
 * @param asks   the columns that ask
 * @param gives  the columns that answer
 * @param answer works it out with the application's own rules; an unknown name is an {@link IllegalArgumentException}
 */
record CaseKind(List<String> asks, List<String> gives, Answer answer) {

    @FunctionalInterface
    interface Answer {
        Map<String, Object> of(MappingBook book, CaseIn asked);
    }

    /** @param asks  the columns that ask, with blanks between them
     * @param gives the columns that answer, with blanks between them */
    static CaseKind of(String asks, String gives, Answer answer) {
        return new CaseKind(List.of(asks.split(" ")), List.of(gives.split(" ")), answer);
    }
}
