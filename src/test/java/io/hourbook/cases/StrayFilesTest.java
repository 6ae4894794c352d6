package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nothing reads is told with the name that it should have; what is read, or meant by nobody, is not. */
class StrayFilesTest {

    @ParameterizedTest
    @CsvSource({
        "routes/process/new.yaml, new.camel.yaml", "routes/process/new.yml, new.camel.yaml", "routes/process/new.camel.yml, new.camel.yaml",
        "routes/process/new.camel.YAML, new.camel.yaml", "routes/process/new.CAMEL.yaml, new.camel.yaml", "routes/new-camel.yaml, new.camel.yaml",
        "routes/process/new.cases.yml, new.cases.yaml", "routes/process/new.case.yaml, new.cases.yaml", "routes/process/format.yaml, format.camel.yaml",
        "routes/process/new.camel.xml, new.camel.yaml", "mappings/rates.CSV, mappings/rates.csv", "mappings/old/rates.csv, mappings/rates.csv",
        "mappings/rates.xlsx, mappings/rates.csv", "mappings/rates.cases.CSV, mappings/rates.cases.csv", "mappings/Holds.YAML, mappings/holds.yaml",
        "mappings/sources/toggl.YML, mappings/sources/toggl.yaml", "mappings/sources/old/toggl.yaml, mappings/sources/toggl.yaml"})
    void aNameThatNothingReadsIsToldWithTheOneItShouldHave(String path, String called) {
        Finding note = StrayFiles.note(path).orElseThrow();

        assertThat(note.where()).isEqualTo(path + ":1");
        assertThat(note.want()).contains("a file called " + called);
        assertThat(note.code()).isEqualTo(path.startsWith("routes/") ? "ROU-119" : "MAP-504");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "routes/process/new.camel.yaml", "routes/process/new.cases.yaml", "routes/format.yaml", "routes/README.md", "routes/process/.new.yaml.swp",
        "routes/process/~new.yaml", "routes/process/#new.yaml", "routes/process/new.yaml~", "routes/process/new.yaml.orig", "mappings/rates.csv",
        "mappings/rates.cases.csv", "mappings/typo.csv", "mappings/holds.yaml", "mappings/holds.yml", "mappings/eurofxref-hist.xml", "mappings/sources/toggl.yaml",
        "mappings/sources/toggl.cases.yaml", "mappings/notes.md", "mappings/.rates.csv"})
    void whatIsReadOrMeantByNobodyIsNotTold(String path) {
        assertThat(StrayFiles.note(path)).isEmpty();
    }

    @Test
    void aRouteThatIsMissingIsNotedOnlyWhereThereAreRoutes() {
        assertThat(WantedRoutes.missing(Set.of())).isEmpty();
        assertThat(WantedRoutes.missing(Set.of("routes/schedule/sync.camel.yaml"))).extracting(Finding::code).containsOnly("ROU-173").hasSize(10);
        assertThat(WantedRoutes.takenOut(Set.of("routes/a/sync.camel.yaml"), Set.of("routes/b/sync.camel.yaml"))).isEmpty();
        assertThat(WantedRoutes.takenOut(Set.of("routes/triage/replay-dead-letter.camel.yaml"), Set.of())).as("missed, and nothing waits for it").isEmpty();
    }
}
