package io.hourbook.format;

import io.hourbook.name.FoldedName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    private static final String LEAST = "columns:\n  worker: [Person]\n  date: [Day]\n  hours: [Hours]\nrequired: [worker, date, hours]\n";

    @TempDir
    private Path mappings;

    private void write(String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(mappings.resolve("sources")).resolve(name), content);
    }

    @Test
    void theShippedFormatsAreRead() {
        assertThat(Formats.load(Path.of("mappings")).keySet()).containsExactlyInAnyOrder(
                "clockify", "clockify-expenses", "harvest", "harvest-expenses", "hourbook", "hourbook-expenses", "kimai", "toggl");
    }

    @Test
    void aFolderWithoutFormatsHasNone() {
        assertThat(Formats.load(mappings)).isEmpty();
    }

    @Test
    void whatAFormatDoesNotSayHasADefault() throws IOException {
        write("abacus.yaml", LEAST);
        SourceFormat format = Formats.load(mappings).get("abacus");

        assertThat(format.tracker()).isEqualTo("abacus");
        assertThat(format.dates()).isEqualTo(SourceFormat.Dates.SOURCE);
        assertThat(format.decimals()).isEqualTo(SourceFormat.Decimals.AUTO);
        assertThat(format.running()).isEqualTo(SourceFormat.Running.NEVER);
        assertThat(format.required()).containsExactly(Set.of(Field.WORKER), Set.of(Field.DATE), Set.of(Field.HOURS));
        assertThat(format.at()).isEqualTo("mappings/sources/abacus.yaml");
    }

    @Test
    void casesAndHiddenFilesAreNoFormats() throws IOException {
        write("abacus.yaml", LEAST);
        write("abacus.cases.yaml", "cases: []");
        write(".abacus.yaml", "nonsense");
        write("notes.txt", "nonsense");

        assertThat(Formats.load(mappings)).containsOnlyKeys("abacus");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsLine() throws IOException {
        write("a.yaml", "columns:\n  wroker: [Person]\n  date: [Day, Day]\nrequired: [date, hours]\ncolour: blue\ndates: backwards\nyes: [x]\nno: [X]\n");
        write("b.yaml", "- a list\n");
        write("c.yaml", LEAST);

        assertThatThrownBy(() -> Formats.load(mappings)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.findings())
                .extracting(finding -> finding.code() + " " + finding.where())
                .containsExactlyInAnyOrder("FMT-102 mappings/sources/a.yaml:2", "FMT-104 mappings/sources/a.yaml:3",
                        "FMT-105 mappings/sources/a.yaml:4", "FMT-102 mappings/sources/a.yaml:5", "FMT-103 mappings/sources/a.yaml:6",
                        "FMT-104 mappings/sources/a.yaml:8", "FMT-103 mappings/sources/b.yaml:1", "FMT-103 mappings/sources/b.yaml:1",
                        "FMT-103 mappings/sources/b.yaml:1"));
        assertThat(Formats.read(mappings).formats()).containsOnlyKeys("c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FMT-101", "FMT-102", "FMT-103", "FMT-104", "FMT-105"})
    void eachBrokenFormatShowsItsOwnCode(String code) throws IOException {
        write("broken.yaml", Files.readString(Path.of("src/test/resources/broken/" + code + ".yaml")));

        assertThat(Formats.read(mappings).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.where()).startsWith("mappings/sources/");
            assertThat(finding.fix()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "a", "[]", "columns: x\nrequired: y", "columns: {worker: {a: b}}\nrequired: [[[worker]]]", "types: [x]", "? [a]\n: b",
        "columns:\n  worker: [a*b*c, '']\nrequired: worker", "&a [*a]", "!!java.net.URL [x]", "a: 1\n---\nb: 2"})
    void nonsenseIsFindingsAndNeverAnythingElse(String text) throws IOException {
        write("odd.yaml", text);

        assertThat(Formats.read(mappings).findings()).isNotEmpty();
    }

    @Test
    void aFormatThatIsNotUtf8IsSaid() throws IOException {
        Files.createDirectories(mappings.resolve("sources"));
        Files.write(mappings.resolve("sources/latin.yaml"), "tracker: é".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Formats.read(mappings).findings()).extracting(Finding::code).containsExactly("FMT-101");
    }

    @ParameterizedTest
    @CsvSource({"Billable Rate (USD), true", "billable rate (EUR), true", "Billable Rate, false", "PROJECT, true", "Project 2, false",
        "'  Start   Date ', true"})
    void headersAreKnownWhateverTheirCaseSpacesAndCurrency(String header, boolean known) {
        assertThat(Formats.load(Path.of("mappings")).get("clockify").knows(header)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"'  Acme  Rockets ', acme rockets", "STRASSE, strasse", "Straße, strasse", "Ａcme, acme", "É, é", "'', ''", "' ', ''",
        "'a\u00A0b', a b", "plain, plain"})
    void namesAreComparedFolded(String name, String folded) {
        assertThat(FoldedName.of(name)).isEqualTo(folded == null ? "" : folded);
    }

    @Test
    void foldingTwiceChangesNothing() {
        for (String text : List.of(" A  b ", "Ｆｕｌｌ", "ǅ", "İ", "ß", "\uFEFFx", "e\u0301")) {
            assertThat(FoldedName.of(FoldedName.of(text))).isEqualTo(FoldedName.of(text));
        }
    }
}
