package io.hourbook.mapping;

/** What a name can mean. */
public enum NameKind {
    WORKER,
    CLIENT,
    PROJECT,
    SERVICE;

    /** The word in tables and sentences: {@code worker}. */
    public String word() {
        return Shapes.word(this);
    }
}
