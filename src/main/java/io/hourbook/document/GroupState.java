package io.hourbook.document;

import java.util.List;

/**
 * A marked document group: what it should say and what stands; after assembly, what its documents become. The message of
 * routes/process/document-lane.
 */
public record GroupState(Group group, int lineLimit, List<Line> wanted, List<StandingDocument> standing, List<Assembly.Change> changes) {

    /** Its number says which it is; its lines are many, and Camel asks for this at every look at a batch. */
    @Override
    public int hashCode() {
        return group.id();
    }

    /** What the group's documents become; standing documents that stay as they are come along unchanged. */
    GroupState assembled() {
        return new GroupState(group, lineLimit, wanted, standing, Assembly.of(group, lineLimit, wanted, standing));
    }
}
