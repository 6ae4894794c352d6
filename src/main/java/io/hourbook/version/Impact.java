package io.hourbook.version;

import java.math.BigDecimal;
import java.util.Map;

/** What a set of routes and mappings would do to the books, against what is in force. */
public interface Impact {

    /**
     * How much money a set would move.
     *
     * @param files the whole set: paths {@code routes/…}, {@code mappings/…} to bytes
     * @return the sum over all entries of the absolute difference in the base currency between what these files make of the entry and
     *     what those in force make of it; 0 or more
     * @throws io.hourbook.problem.Problem where it cannot be found out
     */
    BigDecimal moved(Map<String, byte[]> files);
}
