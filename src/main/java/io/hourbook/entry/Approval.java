package io.hourbook.entry;

/** What the source says of an entry's approval. Stored by ordinal: never reorder. */
public enum Approval {
    /** The source has no approval, or did not export it. */
    UNSAID,
    APPROVED,
    UNAPPROVED
}
