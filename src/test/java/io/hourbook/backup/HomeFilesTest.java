package io.hourbook.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Originals are archived while a pass takes them. */
class HomeFilesTest {

    @TempDir
    private Path root;

    private Path file(String path) throws IOException {
        Path file = root.resolve("home").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path + "\n");
    }

    private List<String> archived(HomeFiles files, HomeFiles.Known known) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(root.resolve("archive.zip"))) {
            files.writeInbox(archive, known);
        }
        return files.pieces().stream().map(Manifest.Piece::path).toList();
    }

    @Test
    void aFileThatIsMovedWhileItIsLookedAtIsLookedForAgain() throws IOException {
        HomeFiles files = new HomeFiles(new Home(root.resolve("home")));
        Path march = file("inbox/harvest/done/2026-11-22.run-7.march.csv");

        // as if it were moved the moment before it is read
        boolean[] moved = {false};
        List<String> names = archived(files, (source, hash) -> {
            if (!moved[0]) {
                moved[0] = true;
                Files.move(march, march.resolveSibling("2026-11-22.run-7-2.march.csv"));
            }
            return true;
        });

        assertThat(names).containsExactly("inbox/harvest/done/2026-11-22.run-7-2.march.csv");
        assertThat(files.leftOut()).isEmpty();
    }

    @Test
    void aFileThatIsTakenRightAfterItWasReadIsArchivedOnce() throws IOException {
        HomeFiles files = new HomeFiles(new Home(root.resolve("home")));
        Path april = file("inbox/harvest/april.csv");
        Files.setLastModifiedTime(april, FileTime.from(Instant.parse("2025-05-01T00:00:00Z")));
        Files.createDirectories(root.resolve("home/inbox/harvest/done"));
        file("inbox/toggl-berlin/done/2026-11-22.run-7.other.csv");

        List<String> names = archived(files, (source, hash) -> {
            if (Files.exists(april)) {
                Files.move(april, april.resolveSibling("done").resolve("2026-11-22.run-7.april.csv"));
            }
            return false;
        });

        assertThat(names).containsExactly("inbox/harvest/april.csv", "inbox/toggl-berlin/other.csv");
    }

    @Test
    void whatWasTakenAfterTheRowsWereReadLiesInTheInboxAgainUnderItsOwnName() throws IOException {
        HomeFiles files = new HomeFiles(new Home(root.resolve("home")));
        file("inbox/harvest/done/2026-11-22.run-7.march.csv");

        assertThat(archived(files, (source, hash) -> false)).containsExactly("inbox/harvest/march.csv");
    }
}
