package io.hourbook.entry;

/** The key by which people and documents name an entry. */
public final class EntryKeys {

    private EntryKeys() {}

    /**
     * The smallest and the largest identity that have this short key, 16 bytes each.
     *
     * @return two identities, or null where the text cannot be a key
     */
    public static byte[][] range(String key) {
        return Identity.range(key);
    }

    /** The source's own id, or the short stable key of an entry whose source has none. */
    public static String key(String sourceKey, byte[] identity) {
        return sourceKey == null ? Identity.key(identity) : sourceKey;
    }
}
