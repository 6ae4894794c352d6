package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.document.Books;
import io.hourbook.home.Home;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What begins a pass by itself, and only once. */
class InboxWatchTest {

    private static final Books BOOKS = new Books((jdbc, clock) -> items -> {});

    @TempDir
    private Path root;

    private InboxWatch watch;
    private boolean busy;
    private int version = 1;
    private int worked = 1;

    @BeforeEach
    void layOut() throws IOException {
        BOOKS.empty();
        AllocationBench bench = BOOKS.bench;
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Path copy = root.resolve("mappings").resolve(Path.of("mappings").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Home home = new Home(root);
        Mappings mappings = new Mappings(home, bench.entries.jdbc, new MappingLoader(Map.<String, String>of()::get), bench.entries.clock);
        watch = new InboxWatch(() -> version, () -> worked, new Inbox(home, bench.entries.clock), mappings, BOOKS.releases(), bench.entries.clock, () -> busy);
        watch.somethingNew();
    }

    @Test
    void whileAPassRunsNothingIsLookedAtAndWhatItLeavesIsNewAfterwards() throws IOException {
        busy = true;
        version++;
        begins(false);

        busy = false;
        begins(true);
        begins(false);
    }

    @Test
    void aVersionThatAPassHasWorkedWithIsNothingNew() {
        version++;
        worked++;
        begins(false);
        version++;
        begins(true);
        begins(false);
    }

    private void begins(boolean pass) {
        assertThat(watch.somethingNew()).isEqualTo(pass);
    }

    @Test
    void nothingBeginsNothing() {
        begins(false);
        begins(false);
    }

    @Test
    void aFileBeginsAPassAndLeftWhereItIsNoOther() throws IOException {
        Path file = Files.writeString(Files.createDirectories(root.resolve("inbox/harvest")).resolve("a.csv"), "a,b\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-05-31T11:00:00Z")));
        begins(true);
        begins(false);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-05-31T11:30:00Z")));
        begins(true);
    }

    @Test
    void aNewTroubleBeginsAPassThatKeepsItsLetter() throws IOException {
        Files.createDirectories(root.resolve("inbox/harvest/april"));
        begins(true);
        begins(false);
        Files.writeString(Files.createDirectories(root.resolve("inbox/harvst")).resolve("a.csv"), "a,b\n");
        begins(true);
        begins(false);
    }

    @Test
    void aReleaseBeginsAPass() {
        BOOKS.bench.entries.jdbc.update(
                """
                insert into document_release (document_id, revision, target, reference, content_hash, even_unfinished, released_by, released_at,
                  released_on) values (1, 1, 'sandbox', 'HB-INV-1', x'00112233445566778899aabbccddeeff', false, 'ada', utc_timestamp(3), utc_date())""");
        begins(true);
        begins(false);
    }
}
