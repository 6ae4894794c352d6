package io.hourbook.bench.rival;

import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.Suspicion;
import io.hourbook.name.FoldedName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The first 16 bytes of a SHA-256, as the tables keep them. */
final class Hash {

    private final MessageDigest digest;
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);

    Hash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What makes a timed entry this one and no other: its worker and its start. */
    byte[] identity(ReceivedEntry entry) {
        Names names = entry.names();
        return add("timed").add(FoldedName.of(names.email() == null ? names.worker() : names.email()))
                .add(entry.startAt().getEpochSecond()).take();
    }

    /** What it says. */
    byte[] fingerprint(ReceivedEntry entry) {
        Names names = entry.names();
        return add(names.worker()).add(names.email()).add(names.client()).add(names.project()).add(names.service())
                .add(entry.startAt().getEpochSecond()).add(entry.zone().getId()).add(entry.workDate().toEpochDay()).add(entry.seconds())
                .add(entry.billable() == null ? -1 : entry.billable() ? 1 : 0).add(entry.invoiced() ? 1 : 0).add(entry.approval().ordinal())
                .add(entry.notes()).add(entry.tags()).add(Suspicion.bits(entry.suspicions())).take();
    }

    byte[] of(byte[] content) {
        return Arrays.copyOf(digest.digest(content), 16);
    }

    Hash add(String field) {
        if (field == null) {
            return add(-1);
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        room(bytes.length).put(bytes);
        return this;
    }

    Hash add(long field) {
        room(Long.BYTES).putLong(field);
        return this;
    }

    Hash add(byte[] bytes) {
        room(bytes.length).put(bytes);
        return this;
    }

    byte[] take() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
        return Arrays.copyOf(digest.digest(), 16);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }
}
