package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.format.Formats;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatCasesTest {

    @TempDir
    private Path mappings;

    private List<Finding> run(String cases) throws IOException {
        Path sources = Files.createDirectories(mappings.resolve("sources"));
        Files.copy(Path.of("mappings/sources/toggl.yaml"), sources.resolve("toggl.yaml"));
        Files.writeString(sources.resolve("toggl.cases.yaml"), cases);
        return FormatCases.run(mappings, Formats.load(mappings));
    }

    @Test
    void everyShippedFormatHasCasesAndKeepsThem() {
        assertThat(FormatCases.run(Path.of("mappings"), Reading.FORMATS)).isEmpty();
        assertThat(Reading.FORMATS.keySet()).allSatisfy(name ->
                assertThat(Path.of("mappings/sources").resolve(name + ".cases.yaml")).exists());
    }

    @Test
    void aCaseThatFailsSaysWhichFieldAndWhere() throws IOException {
        List<Finding> findings = run(Files.readString(Path.of("src/test/resources/broken/FMT-106.cases.yaml")));

        assertThat(findings).containsExactly(new Finding("FMT-106", "mappings/sources/toggl.cases.yaml:3", "a case fails: an hour",
                "row 1: seconds: 3600", "seconds: 3601", "mend the format, or the case if it is wrong"));
    }

    @Test
    void rowsThatAreMissingAreSaid() throws IOException {
        assertThat(run("cases:\n  - name: none\n    csv: 'x'\n    rows: []\n")).extracting(Finding::saw).containsExactly("1 rows");
    }

    @Test
    void theExamplesInTheReferenceAreTrue() throws IOException {
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/formats.md")))
                .results().map(match -> match.group(1)).toList();
        Path sources = Files.createDirectories(mappings.resolve("sources"));
        Files.writeString(sources.resolve("sundial.yaml"), examples.get(0));
        Files.writeString(sources.resolve("sundial.cases.yaml"), examples.get(1));

        assertThat(FormatCases.run(mappings, Formats.load(mappings))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "cases: x", "a: [", "cases: [{name: a}]", "cases: [{name: a, csv: b, rows: [x]}]",
        "cases: [{name: a, csv: b, rows: [], zone: Mars/Base}]", "cases: [{name: a, csv: b, rows: [], dates: backwards}]"})
    void casesThatCannotBeReadAreAFinding(String text) throws IOException {
        assertThat(run(text)).extracting(Finding::code).containsExactly("FMT-107");
    }
}
