package io.hourbook.entry;

/** The key by which people and documents name an entry. */
public final class EntryKeys {

    private EntryKeys() {}

    /** The source's own id, or the short stable key of an entry whose source has none. */
    public static String key(String sourceKey, byte[] identity) {
        return sourceKey == null ? Identity.key(identity) : sourceKey;
    }
}
