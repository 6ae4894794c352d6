package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another company begins with. */
class BlankMappingsTest {

    private static final Path BLANK = Path.of("src/main/resources/blank");

    @TempDir
    Path home;

    private Path mappings;

    @BeforeEach
    void layOut() throws IOException {
        mappings = Books.overlay(BLANK, home.resolve("mappings"));
        // the formats of the trackers are the same for every company
        Path formats = Books.FOLDER.resolve("sources");
        if (Files.isDirectory(formats)) {
            Books.overlay(formats, mappings.resolve("sources"));
        }
    }

    @Test
    void loadsAsItIs() {
        assertThat(Books.load(mappings).workers()).isEmpty();
    }

    @Test
    void loadsWithEveryExampleRowTakenIn() throws IOException {
        try (Stream<Path> tables = Files.list(mappings)) {
            tables.filter(path -> path.toString().endsWith(".csv"))
                    .forEach(path -> Books.edit(path, text -> text.replaceAll("(?m)^#(?=\\S)", "")));
        }
        MappingBook book = Books.load(mappings);
        assertThat(book.workers()).hasSize(2);
        assertThat(book.projects()).hasSize(3);
        assertThat(book.sources()).containsOnlyKeys("toggl");
    }

    @Test
    void hasEveryTableAndPolicyWithTheShippedHeaderAndAWordOnWhatARowMeans() throws IOException {
        for (Sheet sheet : Sheet.values()) {
            String blank = Files.readString(BLANK.resolve(sheet.file()));
            assertThat(blank).startsWith("# One row per ").containsPattern("(?m)^#\\S");
            assertThat(header(blank)).isEqualTo(header(Files.readString(Books.FOLDER.resolve(sheet.file()))));
        }
        for (Policy policy : Policy.values()) {
            assertThat(Files.readString(BLANK.resolve(policy.file()))).startsWith("# ");
        }
    }

    private static String header(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    }
}
