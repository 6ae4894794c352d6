package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed in another form than wanted is told in the words of people, with the form. */
class TypedTest {

    @TempDir
    private Path folder;

    @Test
    void aDayIsWantedWithAllItsDigits() {
        assertThat(misused("preview", "--mappings", "tried", "--since", "2025-3-1"))
                .startsWith("Invalid value for option '--since': \"2025-3-1\" is no day; write year, month and day with all their digits, such as 2025-03-01")
                .doesNotContain("java.", "LocalDate");
        assertThat(misused("versions", "log", "--since", "2025-02-30")).contains("\"2025-02-30\" is no day");
    }

    @Test
    void aNumberIsWantedInDigits() {
        assertThat(misused("versions", "show", "x"))
                .contains("\"x\" is no number; write a whole number in digits, such as 3").doesNotContain("'x' is not an int");
        assertThat(misused("proposals", "approve", "1.5", "--user", "ben")).contains("\"1.5\" is no number");
    }

    @Test
    void aCommandThatThereIsNotIsToldWithTheNearest() {
        assertThat(misused("srve", "--home", "x").lines()).hasSize(4).startsWith("hourbook srve: CLI-105 there is no such command", "  saw   srve")
                .endsWith("  do    hourbook serve, if that was meant; hourbook --help says what each does")
                .anyMatch(line -> line.startsWith("  want  one of serve, sync, read-back, init, check, "));
        assertThat(misused("versions", "shwo", "3")).startsWith("hourbook versions shwo: CLI-105 there is no such command")
                .contains("  do    hourbook versions show, if that was meant; hourbook versions --help says what each does");
        assertThat(misused("versions", "--jsn")).contains("--jsn").doesNotContain("CLI-105");
    }

    @Test
    void whoDecidesIsAskedForAndNothingElseIsSaid() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("mappings"));

        assertThat(misused("proposals", "approve", "1", "--home", home.toString())).isEqualToNormalizingNewlines("""
                a person decides: say who with --user NAME, or put a token in HOURBOOK_TOKEN
                hourbook proposals approve --help says what it takes
                """);
    }

    private static String misused(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(HourbookCommand.execute(arguments)).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
