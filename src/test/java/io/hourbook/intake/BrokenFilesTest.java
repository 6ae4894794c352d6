package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.ReceivedRow;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One file for each thing that can be wrong with a file or a row. */
class BrokenFilesTest {

    private static final Path BROKEN = Path.of("src/test/resources/broken");
    private static final Path DOCUMENT = Path.of("docs/errors.md");
    private static final Path MAIN = Path.of("src/main/java/io/hourbook");

    static Stream<String> broken() throws IOException {
        try (Stream<Path> files = Files.list(BROKEN)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("FMT-\\d+\\.csv")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void eachFileShowsTheCodeThatItIsNamedBy(String name) {
        String code = name.substring(0, name.indexOf('.'));
        Source source = code.equals("FMT-312") ? Reading.TOKYO
                : code.matches("FMT-31[67]") ? Reading.EXPENSES : Reading.BY_HAND;

        assertThat(findings(BROKEN.resolve(name), source)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.where()).matches("inbox/" + source.source() + "/" + Pattern.quote(name) + "(:\\d+)?");
            assertThat(finding.fix()).isNotBlank();
        });
    }

    private static List<Finding> findings(Path file, Source source) {
        try {
            return Reading.file(file, source).stream().map(row -> ((ReceivedRow.Malformed) row).finding()).toList();
        } catch (Problem refused) {
            return refused.findings();
        }
    }

    @Test
    void everyCodeInTheSourcesHasItsSectionAndEverySectionItsCode() throws IOException {
        List<String> written = Pattern.compile("^## (FMT-\\d+) ", Pattern.MULTILINE).matcher(Files.readString(DOCUMENT)).results()
                .map(match -> match.group(1)).toList();
        List<String> used;
        try (Stream<Path> files = Stream.concat(Files.walk(MAIN.resolve("intake")), Files.walk(MAIN.resolve("format")))) {
            used = files.filter(Files::isRegularFile).flatMap(BrokenFilesTest::codes).distinct().sorted().toList();
        }

        assertThat(written).containsExactlyElementsOf(used);
    }

    private static Stream<String> codes(Path file) {
        try {
            return Pattern.compile("\"(FMT-\\d+)\"").matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
