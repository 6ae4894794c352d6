package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the check command tells of a home, and what it answers. */
class CheckCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void layOut() throws IOException {
        for (String folder : new String[] {"mappings", "routes"}) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    Files.copy(path, home.resolve(path.toString()));
                }
            }
        }
    }

    @Test
    void theShippedHomeIsInOrder() {
        assertThat(check()).isZero();
        assertThat(out.toString()).contains("routes and mappings are in order");
    }

    @Test
    void aBrokenFormatIsToldWithItsLineAndOnce() throws IOException {
        Files.writeString(home.resolve("mappings/sources/abacus.yaml"), "columns:\n  worker: [Person]\nrequired: [date]\n");

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).containsOnlyOnce("mappings/sources/abacus.yaml:3: FMT-105 ").contains("1 findings");
    }

    @Test
    void aCaseThatAFormatDoesNotKeepIsTold() throws IOException {
        Path cases = home.resolve("mappings/sources/toggl.cases.yaml");
        Files.copy(Path.of("src/test/resources/broken/FMT-106.cases.yaml"), cases, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(check()).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("mappings/sources/toggl.cases.yaml:3: FMT-106 a case fails: an hour");
    }

    @Test
    void onlyWhatIsAskedForIsTold() throws IOException {
        Files.writeString(home.resolve("mappings/sources/abacus.yaml"), "columns:\n  worker: [Person]\nrequired: [date]\n");

        assertThat(check(home.resolve("mappings/sources/toggl.yaml").toString())).isZero();
        assertThat(check(home.resolve("mappings/sources").toString())).isEqualTo(HourbookCommand.FAILED);
    }

    private int check(String... paths) {
        String[] arguments = Stream.concat(Stream.of("--home", home.toString()), Stream.of(paths)).toArray(String[]::new);
        return new CommandLine(new CheckCommand()).setOut(new PrintWriter(out, true)).execute(arguments);
    }
}
