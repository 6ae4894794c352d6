package io.hourbook.mapping;

import io.hourbook.format.Formats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of {@code mappings/} as they were at one moment, read once so that version, content and facts are of the same
 * bytes. Hidden files, cases and other kinds of file than csv, yaml and xml are none of the book.
 */
final class MappingFiles {

    /** All versions are kept in the database: a file beyond this is not a table that people keep. */
    private static final long MOST_BYTES = 8L << 20;

    private final String folder;
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    private MappingFiles(String folder) {
        this.folder = folder;
    }

    static MappingFiles read(Path mappings, Faults faults) {
        Path name = mappings.toAbsolutePath().normalize().getFileName();
        MappingFiles files = new MappingFiles(name == null ? "mappings" : name.toString());
        if (!Files.isDirectory(mappings)) {
            faults.add("MAP-001", files.folder, "there is no such folder", null, "a folder with the mapping tables",
                    "make it with the init command, or name the right home");
            return files;
        }
        try {
            Path root = mappings.toRealPath();
            try (Stream<Path> walk = Files.walk(root)) {
                for (Path file : walk.filter(path -> belongs(root, path)).sorted().toList()) {
                    files.take(root, file, faults);
                }
            }
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            faults.add("MAP-002", files.folder, "cannot be read", null, "a folder that Hourbook may read",
                    "give Hourbook's user the right to read it and what is in it");
        }
        return files;
    }

    /** The files of a folder that is not on a disk; those that are none of the book are passed over. */
    static MappingFiles of(String folder, Map<String, byte[]> contents, Faults faults) {
        MappingFiles files = new MappingFiles(folder);
        new TreeMap<>(contents).forEach((path, raw) -> {
            if (named(path.substring(path.lastIndexOf('/') + 1))) {
                files.bytes.put(path, raw);
                files.texts.put(path, files.decode(path, raw, faults));
            }
        });
        return files;
    }

    private static boolean belongs(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return Files.isRegularFile(file) && named(file.getFileName().toString());
    }

    private static boolean named(String name) {
        return !name.endsWith(".cases.yaml") && !name.endsWith(".cases.csv")
                && List.of(".csv", ".yaml", ".yml", ".xml").stream().anyMatch(name::endsWith);
    }

    private void take(Path root, Path file, Faults faults) {
        String relative = root.relativize(file).toString().replace('\\', '/');
        try {
            if (Files.size(file) > MOST_BYTES) {
                unreadable(relative, shown(relative), "is larger than 8 MB", faults);
                return;
            }
            bytes.put(relative, Files.readAllBytes(file));
        } catch (IOException denied) {
            unreadable(relative, shown(relative), "cannot be read", faults);
            return;
        }
        texts.put(relative, decode(relative, bytes.get(relative), faults));
    }

    private String decode(String relative, byte[] raw, Faults faults) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(raw);
        CharBuffer out = CharBuffer.allocate(raw.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        int nul = out.flip().toString().indexOf('\0');
        if (result.isError() || nul >= 0) {
            int bad = nul >= 0 ? nul : out.length();
            long line = 1 + out.toString().substring(0, bad).chars().filter(c -> c == '\n').count();
            unreadable(relative, shown(relative) + ":" + line,
                    nul >= 0 ? "holds a NUL character" : "is not written in UTF-8", faults);
            return null;
        }
        String text = out.toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void unreadable(String relative, String where, String what, Faults faults) {
        texts.put(relative, null);
        faults.add("MAP-002", where, what, null, "a text file in UTF-8 of at most 8 MB",
                "save it again as UTF-8 (in a spreadsheet: CSV UTF-8, comma separated)");
    }

    /** The path as people see it: {@code mappings/workers.csv}. */
    String shown(String relative) {
        return folder + "/" + relative;
    }

    /** Whether there is no file at all. */
    boolean none() {
        return texts.isEmpty();
    }

    String folder() {
        return folder;
    }

    Set<String> paths() {
        return texts.keySet();
    }

    /** The formats that are described under {@code sources/}. */
    List<String> formats() {
        return texts.keySet().stream()
                .filter(Formats::isFormat)
                .map(path -> path.substring(path.indexOf('/') + 1, path.lastIndexOf('.')))
                .toList();
    }

    boolean has(String relative) {
        return texts.containsKey(relative);
    }

    /** The text without a byte order mark, or null where there is no such file or it is told to be unreadable. */
    String text(String relative) {
        return texts.get(relative);
    }

    /** Path to text of every file, for keeping; an unreadable one is left out. */
    Map<String, String> content() {
        Map<String, String> content = new LinkedHashMap<>(texts);
        content.values().removeIf(Objects::isNull);
        return content;
    }

    /** 12 hexadecimal digits of SHA-256 over paths and bytes, comments included. */
    String version() {
        return version(digest -> bytes.forEach((path, raw) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(9).putLong(1, raw.length).rewind());
            digest.update(raw);
        }));
    }

    /** @param content feeds the digest with what the version is of */
    static String version(Consumer<MessageDigest> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.accept(digest);
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
