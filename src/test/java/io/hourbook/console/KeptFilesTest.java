package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {

    @TempDir
    Path folder;

    private void keep(String name) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("inbox/toggl/done")).resolve(name), "row");
    }

    private String kept(String where, int run) {
        return new KeptFiles(new Home(folder)).of(where, run);
    }

    @Test
    void aRowIsFoundInTheFileThatItsRunPutAway() throws IOException {
        assertThat(kept("inbox/toggl/march.csv:2", 42)).as("it still lies in the inbox").isNull();
        keep("2026-11-22.run-42.march.csv");
        keep("2026-11-21.run-4.march.csv");
        keep("2026-11-22.run-42.march.csv.why.txt");
        keep("2026-11-22.run-42.late.march.csv");
        assertThat(kept("inbox/toggl/march.csv:2", 42)).isEqualTo("inbox/toggl/done/2026-11-22.run-42.march.csv:2");
        assertThat(kept("inbox/toggl/march.csv:2", 2)).isNull();
        assertThat(kept("inbox/../../march.csv:2", 42)).isNull();
        assertThat(kept("mappings/rates.csv:2", 42)).isNull();
    }

    @Test
    void whichOfTwoOfOneNameItIsNobodyGuesses() throws IOException {
        keep("2026-11-22.run-42.march.csv");
        keep("2026-11-22.run-42-2.march.csv");
        assertThat(kept("inbox/toggl/march.csv:2", 42)).isNull();
    }
}
