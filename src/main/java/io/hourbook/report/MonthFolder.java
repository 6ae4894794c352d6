package io.hourbook.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a month's files are written: a draft beside the folder, which takes its place when every file is there. Whoever looks
 * finds the month whole, as it was or as it is.
 *
 * @param root  {@code out/month-end}
 * @param month the month
 */
record MonthFolder(Path root, YearMonth month) {

    Path draft() {
        return root.resolve("." + month + ".draft");
    }

    Path folder() {
        return root.resolve(month.toString());
    }

    private Path former() {
        return root.resolve("." + month + ".former");
    }

    /** An empty draft. What a broken-off attempt left behind is cleared away, and the month put back where it was moved. */
    void begin() throws IOException {
        Files.createDirectories(root);
        if (Files.exists(former()) && !Files.exists(folder())) {
            Files.move(former(), folder());
        }
        delete(former());
        delete(draft());
        Files.createDirectory(draft());
    }

    /** The draft becomes the month. */
    void publish() throws IOException {
        if (Files.exists(folder())) {
            Files.move(folder(), former());
        }
        Files.move(draft(), folder());
        delete(former());
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(draft())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
