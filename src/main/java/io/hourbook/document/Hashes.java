package io.hourbook.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The first 16 bytes of a SHA-256: enough to tell contents apart, short enough to keep on every line. */
final class Hashes {

    private Hashes() {}

    static ByteBuffer of(String text) {
        return ByteBuffer.wrap(Arrays.copyOf(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 16));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
