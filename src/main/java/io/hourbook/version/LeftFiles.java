package io.hourbook.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Files of the folder that say something else than what runs and are left as they are, because they are links or may not be written:
 * each with what it said then, and what it should have said. Until it says something else again, it is nobody's edit. Kept in
 * {@code data/left-as-is/}, for a restart must not take it for one either.
 */
final class LeftFiles {

    private static final String NONE = "-";

    /** @param folder hash of what the folder says; {@link #NONE} for no file; accepted null for no file */
    private record Left(String folder, byte[] accepted) {}

    private final Path kept;
    /** Read by whoever asks what was left, while a gate goes on. */
    private final Map<String, Left> files = new ConcurrentSkipListMap<>();

    LeftFiles(Path kept) {
        this.kept = kept;
        read();
    }

    Set<String> paths() {
        return Set.copyOf(files.keySet());
    }

    /** What a folder proposes: for what was left as it is, and still is, what runs. */
    FileSet beside(FileSet folder) {
        if (files.isEmpty()) {
            return folder;
        }
        Map<String, byte[]> all = new TreeMap<>(folder.all());
        files.forEach((path, left) -> {
            if (left.folder.equals(hash(folder.get(path)))) {
                if (left.accepted == null) {
                    all.remove(path);
                } else {
                    all.put(path, left.accepted);
                }
            }
        });
        return new FileSet(all);
    }

    /** Forgets what says something else by now: that is an edit, also where it is edited back. */
    void forgetEdited(FileSet folder) {
        if (files.entrySet().removeIf(left -> !left.getValue().folder.equals(hash(folder.get(left.getKey()))))) {
            write();
        }
    }

    /** @param folder what the folder says of these paths, {@code accepted} what it should say */
    void leave(Set<String> paths, FileSet folder, FileSet accepted) {
        paths.forEach(path -> files.put(path, new Left(hash(folder.get(path)), accepted.get(path))));
        // what says the same by now needs no word
        files.keySet().removeIf(path -> folder.same(accepted, path));
        write();
    }

    private static String hash(byte[] content) {
        return content == null ? NONE : FileSet.hash(content);
    }

    private void write() {
        StringBuilder index = new StringBuilder();
        files.forEach((path, left) -> {
            index.append(left.folder).append(' ').append(hash(left.accepted)).append(' ').append(path).append('\n');
            if (left.accepted != null) {
                FolderWriter.write(kept.resolve(FileSet.hash(left.accepted)), left.accepted);
            }
        });
        FolderWriter.write(kept.resolve("index"), index.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void read() {
        try {
            for (String line : Files.readAllLines(kept.resolve("index"))) {
                String[] words = line.split(" ", 3);
                files.put(words[2], new Left(words[0], words[1].equals(NONE) ? null : Files.readAllBytes(kept.resolve(words[1]))));
            }
        } catch (NoSuchFileException nothing) {
            // nothing was ever left
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
