package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is typed in another form than wanted is told in the words of people, with the form. */
class TypedTest {

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
