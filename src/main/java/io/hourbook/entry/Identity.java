package io.hourbook.entry;

import io.hourbook.name.FoldedName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What makes an entry this one and no other, and what it says (domain rule on identity). Both are kept as the first 16 bytes of a
 * SHA-256 over length-prefixed fields, so that no two lists of fields can be read as one another.
 */
final class Identity {

    private static final String KEY_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int KEY_LENGTH = 12;

    private final MessageDigest digest;
    /** What is to be hashed, gathered: a digest that is handed single bytes spends its time on being called. */
    private byte[] fields = new byte[512];
    private int length;

    Identity() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a source id: the id. Timed: worker and start instant. Date-only: worker, date, names, notes and ordinal. */
    byte[] of(ReceivedEntry entry) {
        Names names = entry.names();
        String worker = FoldedName.of(names.email() == null || names.email().isBlank() ? names.worker() : names.email());
        if (entry.sourceId() != null) {
            add("id").add(entry.sourceId());
        } else if (entry.timed()) {
            add("timed").add(worker).add(entry.startAt().getEpochSecond());
        } else {
            add("dated").add(worker).add(entry.workDate().toEpochDay());
            add(FoldedName.of(names.client())).add(FoldedName.of(names.project())).add(FoldedName.of(names.service()));
            add(FoldedName.of(entry.notes())).add(entry.ordinal());
        }
        return take();
    }

    /** Everything that Hourbook keeps of a row: equal means the row says nothing new. */
    byte[] fingerprint(ReceivedEntry entry) {
        Names names = entry.names();
        add(names.worker()).add(names.email()).add(names.client()).add(names.project()).add(names.service());
        add(entry.startAt().getEpochSecond()).add(entry.zone().getId()).add(entry.timed() ? 1 : 0);
        add(entry.workDate().toEpochDay()).add(entry.seconds());
        add(entry.billable() == null ? -1 : entry.billable() ? 1 : 0).add(entry.invoiced() ? 1 : 0);
        add(entry.approval().ordinal()).add(entry.notes()).add(entry.tags()).add(Suspicion.bits(entry.suspicions()));
        return take();
    }

    /** The short stable key of an entry whose source has no ids: 60 bits of its identity in Crockford's letters. */
    static String key(byte[] identity) {
        long bits = ByteBuffer.wrap(identity).getLong();
        char[] key = new char[KEY_LENGTH];
        for (int i = 0; i < KEY_LENGTH; i++) {
            key[i] = KEY_LETTERS.charAt((int) (bits >>> 59 - 5 * i) & 31);
        }
        return new String(key);
    }

    /**
     * The smallest and the largest identity that have this key.
     *
     * @return two identities, or null where the text cannot be a key
     */
    static byte[][] range(String key) {
        if (key.length() != KEY_LENGTH) {
            return null;
        }
        long bits = 0;
        for (int i = 0; i < KEY_LENGTH; i++) {
            int digit = KEY_LETTERS.indexOf(Character.toLowerCase(key.charAt(i)));
            if (digit < 0) {
                return null;
            }
            bits |= (long) digit << 59 - 5 * i;
        }
        byte[] low = ByteBuffer.allocate(16).putLong(bits).array();
        byte[] high = ByteBuffer.allocate(16).putLong(bits | (1L << 4) - 1).putLong(-1).array();
        return new byte[][] {low, high};
    }

    private Identity add(String field) {
        if (field == null) {
            return add(-1);
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, fields, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private Identity add(long field) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            fields[length++] = (byte) (field >>> shift);
        }
        return this;
    }

    private void room(int more) {
        if (length + more > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(length + more, fields.length * 2));
        }
    }

    private byte[] take() {
        digest.update(fields, 0, length);
        length = 0;
        return Arrays.copyOf(digest.digest(), 16);
    }
}
