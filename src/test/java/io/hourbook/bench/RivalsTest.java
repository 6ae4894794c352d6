package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.bench.rival.Floor;
import io.hourbook.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hourbook is measured against does the same job: the same documents, to the cent and the second. */
class RivalsTest {

    private static final long SEED = 17;
    private static final int ENTRIES = 3_000;

    @TempDir
    Path folder;

    @Test
    void theFloorBooksWhatTheGeneratorCounted() throws Exception {
        Studio studio = new Studio(SEED);
        Timesheet sheet = Timesheet.of(SEED, ENTRIES).ofFirst(25);
        try (BooksEndpoint books = new BooksEndpoint(0)) {
            Contender.Result result = new Floor().run(job(studio, sheet, books));

            assertThat(result.entries()).isEqualTo(ENTRIES);
            assertThat(books.faults(Expectation.of(studio, sheet).totals)).isEmpty();
        }
    }

    private Contender.Job job(Studio studio, Timesheet sheet, BooksEndpoint books) throws IOException {
        copy(Path.of("mappings"), folder.resolve("mappings"));
        StudioMappings.write(studio, folder.resolve("mappings"));
        sheet.export(folder.resolve("export.csv"));
        Map<String, String> database = TestDatabase.freshForProcesses().settings();
        return new Contender.Job(
                List.of(folder.resolve("export.csv")), ENTRIES, folder.resolve("mappings"), Studio.SOURCE, books.url(),
                database.get("HOURBOOK_DB_URL"), database.get("HOURBOOK_DB_USER"), database.get("HOURBOOK_DB_PASSWORD"),
                Files.createDirectories(folder.resolve("scratch")));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
