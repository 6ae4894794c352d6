package io.hourbook.edition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which formats are read, which not yet, and which not any more. */
class EditionsTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2027, 11, 21);

    @TempDir
    private Path root;

    @Test
    void whatIsShippedIsOfThePresentFormat() {
        Editions.Look look = Editions.look(new Home(Path.of("")), LocalDate.of(2099, 1, 1));

        assertThat(look.findings()).isEmpty();
        assertThat(look.notes()).isEmpty();
        assertThat(FormatFile.of(Editions.text(Path.of("src/main/resources/blank/format.yaml"))).version()).isEqualTo(Folder.MAPPINGS.newest());
    }

    @Test
    void filesThatSayNothingAreOfTheOldestFormatWhichIsReadUntilItsDay() throws IOException {
        Files.createDirectories(root.resolve("routes"));

        Editions.Look before = Editions.look(new Home(root), LAST_DAY);
        assertThat(before.findings()).isEmpty();
        assertThat(before.notes()).extracting(Finding::text).singleElement().asString()
                .startsWith("routes/format.yaml:1: VER-303 the files in routes/ are of a format that is read until 2027-11-21\n")
                .contains("saw   format 1.0, for there is no such file", "want  format 1.4", "hourbook migrate --write");

        Editions.Look after = Editions.look(new Home(root), LAST_DAY.plusDays(1));
        assertThat(after.notes()).isEmpty();
        assertThat(after.findings()).extracting(Finding::text).singleElement().asString()
                .startsWith("routes/format.yaml:1: VER-303 the files in routes/ are of a format that is not read any more\n");
    }

    @Test
    void aFormatIsOneLineOfThatName() {
        assertThat(FormatFile.of("# a word\n\nformat: \"1.10\" # more\n").version()).isEqualTo(new FormatVersion(1, 10)).isGreaterThan(new FormatVersion(1, 2));
        for (String wrong : List.of("", "# nothing\n", "format:\n", "format: 1\n", "format: 1.2.3\n", "fromat: 1.2\n", "format: 1.2\nformat: 1.2\n",
                "format: 1.2\nmore: 1\n", "format: [1.2]\n", "format: -1.2\n")) {
            assertThat(FormatFile.of(wrong).refused(Folder.ROUTES)).as(wrong).extracting(Finding::code).isEqualTo("VER-302");
        }
        assertThat(FormatFile.of("format: 1.5\n").refused(Folder.ROUTES).code()).isEqualTo("VER-301");
    }

    @Test
    void everyReleaseBeforeThisOneIsKnownByWhatItShipped() {
        Shipped shipped = new Shipped();

        assertThat(shipped.releases()).extracting(Shipped.Release::name).containsExactly("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0");
        shipped.releases().forEach(release -> {
            TreeMap<String, String> home = new TreeMap<>(release.hashes());
            home.keySet().removeIf(path -> path.startsWith("blank/"));
            assertThat(shipped.origin(home, false)).as(release.name()).contains(release);
            assertThat(shipped.blank(home)).isFalse();
        });
    }
}
