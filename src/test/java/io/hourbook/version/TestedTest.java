package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of cases: that all came out, only where all did. */
class TestedTest {

    @Test
    void allCameOutWhateverElseWasNoted() {
        assertThat(words(496, List.of("mappings/names.csv:4: MAP-119 nobody has this name"))).isEqualTo("496 cases came out as written");
    }

    @Test
    void aCaseThatGivesSomethingElseInTwoFieldsIsOne() {
        assertThat(words(496, List.of(
                "mappings/release.cases.yaml:3: MAP-302 case \"a \"late\": one\": when", "mappings/release.cases.yaml:4: MAP-302 case \"a \"late\": one\": by")))
                .isEqualTo("495 of 496 cases came out as written, 1 did not and holds nothing up");
    }

    @Test
    void rowsOfATableAreCasesOfTheirOwn() {
        assertThat(words(496, List.of(
                "mappings/rates.cases.csv:3: MAP-302 case \"a price\": rate", "mappings/rates.cases.csv:3: MAP-302 case \"a price\": line",
                "mappings/rates.cases.csv:4: MAP-302 case \"a price\": rate",
                "routes/process/a.cases.yaml:7: ROU-202 the case \"two hours\" comes out otherwise",
                "routes/process/a.cases.yaml:9: ROU-202 the case \"two hours\" comes out otherwise")))
                .isEqualTo("493 of 496 cases came out as written, 3 did not and hold nothing up");
    }

    @Test
    void whatWasNotCountedIsNotTakenOff() {
        assertThat(words(496, List.of("mappings/sources/toggl.cases.yaml:3: FMT-106 a case fails: an hour")))
                .isEqualTo("496 of 497 cases came out as written, 1 did not and holds nothing up");
    }

    @Test
    void moreThanIsKeptIsNotSaidToBeAll() {
        List<String> notes = IntStream.range(0, 500).mapToObj(i -> "mappings/rates.cases.csv:" + i + ": MAP-302 case \"a price\": rate").toList();
        assertThat(words(600, notes)).isEqualTo("no more than 100 of 600 cases came out as written, 500 or more did not and hold nothing up");
        assertThat(words(2, Collections.nCopies(3, "mappings/rates.cases.csv:2: MAP-302 case \"a price\": rate"))).startsWith("1 of 2 cases");
    }

    @Test
    void casesThatAreGoneAreCounted() {
        assertThat(words(485, List.of(
                "mappings/rates.cases.csv:1: VER-125 16 cases that version 3 has are gone: 20 there, 4 here",
                "routes/process/a.cases.yaml:1: VER-125 1 case that version 3 has is gone: 1 there, 0 here")))
                .isEqualTo("485 cases came out as written; 17 are gone that were there before");
        assertThat(words(1, List.of("routes/process/a.cases.yaml:1: VER-125 1 case that version 3 has is gone: 2 there, 1 here")))
                .isEqualTo("1 case came out as written; 1 is gone that was there before");
    }

    @Test
    void aCaseOfARouteIsOneInAllItsFields() {
        assertThat(words(496, List.of(
                "routes/process/a.cases.yaml:7: ROU-202 the case \"two hours\" comes out otherwise: to-lines[0].amount",
                "routes/process/a.cases.yaml:9: ROU-202 the case \"two hours\" comes out otherwise: to-lines[0].seconds")))
                .isEqualTo("495 of 496 cases came out as written, 1 did not and holds nothing up");
    }

    @Test
    void aListHasRoomForFiguresOnly() {
        assertThat(Tested.of(496, List.of()).figures()).isEqualTo("496 of 496");
        assertThat(Tested.of(496, List.of("mappings/rates.cases.csv:4: MAP-302 case \"a price\": rate"))).isEqualTo(new Tested(496, 495, false, 0));
        assertThat(Tested.of(600, IntStream.range(0, 500).mapToObj(i -> "mappings/rates.cases.csv:" + i + ": MAP-302 case \"a price\": rate").toList()).figures())
                .isEqualTo("at most 100 of 600");
    }

    private static String words(int cases, List<String> notes) {
        return Tested.of(cases, notes).words();
    }
}
