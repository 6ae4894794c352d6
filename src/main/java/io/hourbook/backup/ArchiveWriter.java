package io.hourbook.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An archive while it is written, under a name that ends in {@code .part}: it gets its own name once all of it is on the disk.
 * Only its owner may read it (0600), for it holds everything that the company knows of its people's time.
 */
final class ArchiveWriter implements AutoCloseable {

    /** What is left free on the disk, which the running service may need. */
    static final long RESERVE_BYTES = 20L << 20;

    private static final long LOOK_EVERY_BYTES = 8L << 20;
    private static final FileAttribute<?> PRIVATE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final Path draft;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private boolean moved;

    /** Writes one member's bytes. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    ArchiveWriter(Path file) throws IOException {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.getParent());
        // a draft that is there was left by a process that was killed, or is another's: it is not ours to write into
        Files.deleteIfExists(draft);
        this.channel = FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE);
        this.zip = new ZipOutputStream(new Careful(Channels.newOutputStream(channel)));
        // exports and rows are long and alike: the fastest level already makes them a fifth
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** @param modified null for what is no file */
    Manifest.Piece add(String path, Instant modified, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        if (modified != null) {
            entry.setLastModifiedTime(FileTime.from(modified));
        }
        zip.putNextEntry(entry);
        Measured measured = new Measured(zip);
        content.to(measured);
        measured.flush();
        zip.closeEntry();
        return new Manifest.Piece(path, measured.bytes, measured.digest(), modified == null ? null : modified.toString(), null);
    }

    /** The manifest goes last, and with it the archive is whole. @return its size in bytes */
    long finish(Manifest manifest) throws IOException {
        add(Manifest.NAME, null, out -> out.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest)));
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        try {
            // a hard link never replaces: of two exports to one name the second fails
            Files.createLink(file, draft);
            Files.delete(draft);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
            if (Files.exists(file)) {
                throw Refusal.fileThere(file);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        moved = true;
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notOnThisSystem) {
            // its name is written when the system likes; its content is safe
        }
        return Files.size(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!moved) {
            Files.deleteIfExists(draft);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Stops before the disk is full: what runs beside it needs some of it. */
    private final class Careful extends FilterOutputStream {
        private long untilLook;

        Careful(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            untilLook -= length;
            if (untilLook < 0) {
                untilLook = LOOK_EVERY_BYTES;
                long free = Files.getFileStore(draft).getUsableSpace();
                if (free < RESERVE_BYTES) {
                    throw Refusal.noRoom(file, mib(free) + " left while it was written", mib(RESERVE_BYTES) + " left for all else", null);
                }
            }
            out.write(bytes, from, length);
        }
    }

    static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    /** Counts and hashes what goes through; the stream behind it stays open. */
    private static final class Measured extends OutputStream {
        private final OutputStream out;
        private final MessageDigest digest = sha256();
        private long bytes;

        Measured(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            digest.update(some, from, length);
            bytes += length;
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
