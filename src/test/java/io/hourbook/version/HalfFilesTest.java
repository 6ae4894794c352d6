package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What half a save leaves is told, although it could be read. */
class HalfFilesTest {

    @Test
    void anEmptyPolicyIsNoPolicy() {
        assertThat(found("mappings/posting.yaml", " \n")).containsExactly("mappings/posting.yaml:1 VER-123");
        assertThat(found("mappings/posting.yaml", "# nothing but a word\n")).isEmpty();
        assertThat(found("routes/x.camel.yaml", "")).as("told by whoever reads routes").isEmpty();
    }

    @Test
    void aTableThatBreaksOffWithinARowIsHalfATable() {
        String header = "# rates\nDate,USD,JPY,GBP,\n2025-05-09,1.1252,163.36,0.8477,\n";
        assertThat(found("mappings/rates.csv", header + "2025-05-08,1.12")).containsExactly("mappings/rates.csv:4 VER-124");
        assertThat(found("mappings/rates.csv", header + "2025-05-08,1.12\n")).as("a row may be short").isEmpty();
        assertThat(found("mappings/rates.csv", header + "2025-05-08,1.12,163.1,0.85")).as("an editor that ends no last line").isEmpty();
        assertThat(found("mappings/rates.csv", header + "# the end")).isEmpty();
    }

    private static List<String> found(String path, String text) {
        return HalfFiles.in(new FileSet(Map.of(path, text.getBytes(StandardCharsets.UTF_8)))).stream()
                .map(finding -> finding.where() + " " + finding.code()).toList();
    }
}
