package io.hourbook.document;

import io.hourbook.allocation.PassContext;
import java.util.Map;

/** What the documents of one type should say, from the live allocations. */
interface WantedLines {

    /** Takes the lines of a group, in the order in which a new document has them. */
    @FunctionalInterface
    interface Collector {
        void add(Group group, Line line);
    }

    /** @param groups at least one, all of the type this knows */
    void load(PassContext pass, Map<Integer, Group> groups, Collector lines);
}
