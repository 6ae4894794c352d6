package io.hourbook.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An archive that somebody names, looked at from end to end before anything is done with it: it may be cut short, changed, from
 * a newer Hourbook, or made to do harm.
 */
final class ArchiveReader implements AutoCloseable {

    private static final int LARGEST_MANIFEST = 256 << 20;
    /** Deflate cannot make anything smaller than this part of it. */
    private static final long MOST_TO_ONE = 1_100;
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true);

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private ArchiveReader(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * @param schemas the migrations that this Hourbook knows
     * @throws Problem BAK-203 to BAK-206
     */
    static ArchiveReader open(Path file, SortedSet<String> schemas) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.noArchive(file, Files.exists(file) ? "something that is no file" : "nothing", null);
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            Set<String> members = members(file, zip);
            ArchiveReader reader = new ArchiveReader(file, zip, manifest(file, zip));
            reader.fits(schemas);
            reader.same(members);
            zip = null;
            return reader;
        } catch (ZipException | EOFException broken) {
            throw Refusal.noArchive(file, Refusal.words(broken), broken);
        } catch (IOException unreadable) {
            throw Refusal.noArchive(file, Refusal.words(unreadable), unreadable);
        } finally {
            close(zip);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** A member's bytes, never more than the manifest says. */
    InputStream stream(Manifest.Piece piece) throws IOException {
        return new Limited(zip.getInputStream(zip.getEntry(piece.path())), piece.bytes());
    }

    /** Reads every member and compares it with what the manifest says of it. */
    void verify() {
        for (Manifest.Piece piece : pieces(manifest)) {
            MessageDigest digest = ArchiveWriter.sha256();
            long bytes = 0;
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = zip.getInputStream(zip.getEntry(piece.path()))) {
                for (int read = in.read(buffer); read >= 0 && bytes <= piece.bytes(); read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            } catch (IOException broken) {
                throw Refusal.altered(file, piece.path(), "a member of the archive cannot be read", Refusal.words(broken), "what was written");
            }
            if (bytes != piece.bytes()) {
                throw Refusal.altered(file, piece.path(), "a member of the archive is not as long as its manifest says",
                        (bytes > piece.bytes() ? "more than " + piece.bytes() : bytes) + " bytes", piece.bytes() + " bytes");
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            if (!hash.equals(piece.sha256())) {
                throw Refusal.altered(file, piece.path(), "a member of the archive is not what its manifest says", "SHA-256 " + hash,
                        "SHA-256 " + Refusal.printable(piece.sha256()));
            }
        }
    }

    private static Set<String> members(Path file, ZipFile zip) {
        Set<String> members = new HashSet<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (!members.add(entry.getName())) {
                throw Refusal.altered(file, entry.getName(), "a member is in the archive twice", null, "each member once");
            }
        }
        return members;
    }

    private static Manifest manifest(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw Refusal.noArchive(file, "a ZIP file without " + Manifest.NAME, null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_MANIFEST);
            Manifest manifest = JSON.readValue(bytes, Manifest.class);
            if (manifest != null && manifest.format() > Manifest.FORMAT) {
                throw Refusal.newer(file, "format " + manifest.format(), "format " + Manifest.FORMAT);
            }
            if (manifest == null || !manifest.complete()) {
                throw Refusal.noArchive(file, "a " + Manifest.NAME + " that lacks what a manifest says", null);
            }
            return manifest;
        } catch (JsonProcessingException noManifest) {
            throw Refusal.noArchive(file, "a " + Manifest.NAME + " that cannot be read", noManifest);
        }
    }

    private void fits(SortedSet<String> schemas) {
        if (schemas.contains(manifest.schema())) {
            return;
        }
        String saw = "tables of V" + Refusal.printable(manifest.schema()) + ", written by Hourbook " + Refusal.printable(
                String.valueOf(manifest.hourbook()));
        if (manifest.schema().matches("\\d{1,9}") && Integer.parseInt(manifest.schema()) > Integer.parseInt(schemas.last())) {
            throw Refusal.newer(file, saw, "tables up to V" + schemas.last());
        }
        throw Refusal.noArchive(file, saw, null);
    }

    /** The manifest and the archive name the same members, and each has its place in a home. */
    private void same(Set<String> members) {
        Set<String> named = new HashSet<>(Set.of(Manifest.NAME));
        for (Manifest.Table table : manifest.tables()) {
            if (!table.name().matches("[A-Za-z0-9_$]{1,64}") || !table.member().path().equals("database/" + table.name() + ".jsonl")) {
                throw Refusal.wrongPlace(file, table.member().path());
            }
        }
        manifest.files().forEach(piece -> place(piece.path()));
        for (Manifest.Piece piece : pieces(manifest)) {
            ZipEntry entry = zip.getEntry(piece.path());
            if (!named.add(piece.path())) {
                throw Refusal.altered(file, piece.path(), "a member is in the manifest twice", null, "each member once");
            }
            if (entry == null || entry.isDirectory()) {
                throw Refusal.altered(file, piece.path(), "a member of the archive is missing", "nothing", "a file of that name");
            }
            if (piece.bytes() / MOST_TO_ONE > entry.getCompressedSize()) {
                throw Refusal.altered(file, piece.path(), "a member of the archive claims to be larger than it can be",
                        piece.bytes() + " bytes from " + entry.getCompressedSize(), "what was written");
            }
        }
        for (String member : members) {
            if (!named.contains(member)) {
                throw Refusal.altered(file, member, "a member of the archive is not in its manifest", null, "what was written");
            }
        }
    }

    private void place(String path) {
        boolean belongs = path.equals(HomeFiles.USERS) || path.matches("(?s)(mappings|routes|inbox)/.+");
        try {
            Path plain = Path.of("home").resolve(path);
            belongs &= plain.normalize().equals(plain) && plain.startsWith("home") && !Path.of(path).isAbsolute();
        } catch (InvalidPathException impossible) {
            throw Refusal.notRestored(file + " " + Refusal.printable(path),
                    "a name that cannot be written here; with LC_ALL=C.UTF-8 every name can", impossible);
        }
        for (String part : path.split("/", -1)) {
            belongs &= !part.isEmpty() && !part.equals(".") && !part.equals("..");
        }
        if (!belongs) {
            throw Refusal.wrongPlace(file, path);
        }
    }

    static List<Manifest.Piece> pieces(Manifest manifest) {
        List<Manifest.Piece> pieces = new ArrayList<>(manifest.tables().stream().map(Manifest.Table::member).toList());
        pieces.addAll(manifest.files());
        return pieces;
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException onlyRead) {
            // nothing depends on it
        }
    }

    /** No more than so many bytes: what was verified was as long. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] some, int from, int length) throws IOException {
            int read = left == 0 ? -1 : in.read(some, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
