package io.hourbook.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room that a home needs; no disk of any test machine has room for an exabyte. */
class FreeSpaceTest {

    private static final long EXABYTE = 1L << 58;

    @TempDir
    Path folder;

    @Test
    void theBuiltInDatabaseNeedsMoreThanAHomeWithout() throws IOException {
        Files.createDirectories(folder.resolve("data"));

        assertThat(new FreeSpace(new Home(folder), true).places()).extracting(FreeSpace.Place::folder, FreeSpace.Place::neededBytes)
                .containsExactly(tuple("", 2L << 20), tuple("data/", 64L << 20));
        assertThat(new FreeSpace(new Home(folder), false).places()).extracting(FreeSpace.Place::neededBytes).containsExactly(2L << 20, 2L << 20);
    }

    @Test
    void aFileThatIsTooLargeIsToldOnceAndRememberedUntilItIsGone() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Path file = Files.writeString(folder.resolve("huge.csv"), "x");
        FreeSpace space = new FreeSpace(new Home(folder), true);
        List<Finding> told = new ArrayList<>();

        assertThat(space.takes(file, "inbox/harvest/huge.csv", EXABYTE / 20, told::add)).isFalse();
        assertThat(space.takes(file, "inbox/harvest/huge.csv", EXABYTE / 20, told::add)).isFalse();
        assertThat(told).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith("inbox/harvest/huge.csv: HOM-102 there is too little room on the database's disk for this file")
                .contains(" GiB free in " + folder + "/data").contains("  want  268435456 GiB free for a file of 13421772 GiB"));
        assertThat(space.takesAgain()).isFalse();
        assertThat(space.takes(file, "inbox/harvest/huge.csv", 1_000, told::add)).as("a smaller one").isTrue();
    }

    @Test
    void aServerOfOnesOwnIsNotJudgedByTheHomesDisk() {
        assertThat(new FreeSpace(new Home(folder), false).takes(folder, "x", EXABYTE / 20, finding -> {})).isTrue();
    }

    @Test
    void sizesReadAsPeopleSayThem() {
        assertThat(FreeSpace.words(900 << 10)).isEqualTo("900 KiB");
        assertThat(FreeSpace.words(64 << 20)).isEqualTo("64 MiB");
        assertThat(FreeSpace.words(50L << 30)).isEqualTo("50 GiB");
    }
}
