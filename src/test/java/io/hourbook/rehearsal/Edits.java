package io.hourbook.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Edits of a home's mappings, each in a folder of its own. */
final class Edits {

    private final Path root;
    private final Path home;
    private int folders;

    /** @param root where the folders are made */
    Edits(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /** A copy of the home's mappings with one word of a file for another. */
    Path with(String file, String before, String after) {
        Path folder = root.resolve("edit-" + ++folders);
        copy(home.resolve("mappings"), folder);
        replace(folder.resolve(file), before, after);
        return folder;
    }

    static void replace(Path file, String before, String after) {
        try {
            String text = Files.readString(file);
            assertThat(text).contains(before);
            Files.writeString(file, text.replace(before, after));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void append(Path file, String row, String like) throws IOException {
        String text = Files.readString(file);
        String known = text.lines().filter(line -> line.startsWith(like)).findFirst().orElseThrow();
        int more = (int) (known.chars().filter(c -> c == ',').count() - row.chars().filter(c -> c == ',').count());
        Files.writeString(file, text.stripTrailing() + "\n" + row.stripTrailing() + ",".repeat(Math.max(0, more)) + "\n");
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    // with its time: exports are taken in the order in which they were made
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
