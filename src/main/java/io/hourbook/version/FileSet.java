package io.hourbook.version;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Routes and mappings as they were at one moment: path from the home on, with forward slashes, to bytes. Never changes. */
final class FileSet {

    static final FileSet EMPTY = new FileSet(Map.of());

    private static final String MAPPINGS = "mappings/";

    private final Map<String, byte[]> files;
    private final String hash;

    FileSet(Map<String, byte[]> files) {
        this.files = Collections.unmodifiableMap(new TreeMap<>(files));
        MessageDigest digest = digest();
        this.files.forEach((path, bytes) -> {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(12).putInt(name.length).putLong(bytes.length).array());
            digest.update(name);
            digest.update(bytes);
        });
        this.hash = HexFormat.of().formatHex(digest.digest());
    }

    Map<String, byte[]> all() {
        return files;
    }

    byte[] get(String path) {
        return files.get(path);
    }

    /** The files of the mapping book, by their path within {@code mappings/}. */
    Map<String, byte[]> mappings() {
        Map<String, byte[]> mappings = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(MAPPINGS)) {
                mappings.put(path.substring(MAPPINGS.length()), bytes);
            }
        });
        return mappings;
    }

    boolean empty() {
        return files.isEmpty();
    }

    /** 64 hexadecimal digits of SHA-256 over paths and bytes. */
    String hash() {
        return hash;
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** The paths of files that are in one of the two alone, or say something else in each. */
    Set<String> changed(FileSet other) {
        Set<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        paths.removeIf(path -> same(other, path));
        return paths;
    }

    /** Whether a file says the same in both; one that is in neither does. */
    boolean same(FileSet other, String path) {
        return Arrays.equals(get(path), other.get(path));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
