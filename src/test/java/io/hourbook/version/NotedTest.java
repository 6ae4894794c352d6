package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A case that did not come out before an edit is blind in the field that was noted, and in nothing else. */
class NotedTest {

    private static final String ROUTE = "routes/process/a.cases.yaml";

    @Test
    void anotherFieldOfTheSameCaseIsSeen() {
        assertThat(held(List.of(route(7, "two hours", "to-lines[0].amount")),
                route(7, "two hours", "to-lines[0].amount"), route(7, "two hours", "to-lines[0].seconds"))).containsExactly("to-lines[0].seconds");
        assertThat(held(List.of(table(3, "a price", "rate")), table(3, "a price", "rate"), table(3, "a price", "currency"))).containsExactly("currency");
    }

    @Test
    void aCaseThatMovesToAnotherLineIsTheSame() {
        assertThat(held(List.of(route(7, "two hours", "amount")), route(12, "two hours", "amount"))).isEmpty();
        assertThat(held(List.of(table(3, "a price", "rate")), table(9, "a price", "rate"))).isEmpty();
    }

    @Test
    void ofTwoRowsWithOneNameTheOtherOneIsSeen() {
        assertThat(held(List.of(table(3, "a price", "rate")), table(3, "a price", "rate"), table(4, "a price", "rate"))).containsExactly("rate");
        assertThat(held(List.of(table(4, "a price", "rate")), table(3, "a price", "rate"), table(4, "a price", "rate"))).containsExactly("rate");
        assertThat(held(List.of(table(3, "a price", "rate"), table(4, "a price", "rate")), table(5, "a price", "rate"), table(6, "a price", "rate"))).isEmpty();
    }

    @Test
    void anOlderNoteWithoutItsFieldCountsForAllOfItsCase() {
        assertThat(held(List.of(ROUTE + ":7: ROU-202 the case \"two hours\" comes out otherwise"),
                route(7, "two hours", "amount"), route(9, "two hours", "seconds"), route(20, "three hours", "seconds"))).containsExactly("seconds");
    }

    @Test
    void aFileThatCouldNotBeReadIsNoCaseInIt() {
        String unreadable = ROUTE + ":4: ROU-201 \"leavs\" is no word of a case";

        assertThat(held(List.of(unreadable), finding("ROU-201", ROUTE + ":5", "\"leavs\" is no word of a case"),
                finding("ROU-201", ROUTE + ":5", "\"dos\" is no word of a case"))).hasSize(1);
    }

    @Test
    void aVersionSaysWhichFieldsNobodyLooksAt() {
        assertThat(Noted.of(table(3, "a \"late\": price", "rate")).words()).isEqualTo("mappings/rates.cases.csv, case \"a \"late\": price\": rate");
        assertThat(Noted.of(route(3, "two hours", "to-lines[0].amount")).words()).isEqualTo(ROUTE + ", case \"two hours\": to-lines[0].amount");
        assertThat(Noted.of(ROUTE + ":7: ROU-202 the case \"two hours\" comes out otherwise").words()).isEqualTo(ROUTE + ", case \"two hours\"");
        assertThat(Noted.of(ROUTE + ":4: ROU-201 \"leavs\" is no word of a case").words()).isEqualTo(ROUTE + ", \"leavs\" is no word of a case");
    }

    @Test
    void whatRanBeforeThereWasARuleMayStayUntilItIsEdited() {
        Finding queue = new Finding("ROU-164", "routes/process/a.camel.yaml:9", "messages wait in memory here", "seda:", "direct:", "call it");
        FileSet before = files("routes/process/a.camel.yaml", "seda");

        assertThat(new Earlier(3, before, List.of(), true).excused(List.of(queue), before)).containsExactly(queue);
        assertThat(new Earlier(3, before, List.of(), true).excused(List.of(queue), files("routes/process/a.camel.yaml", "seda:x"))).isEmpty();
        assertThat(new Earlier(3, FileSet.EMPTY, List.of(), true).excused(List.of(queue), before)).as("a new file").isEmpty();
        assertThat(new Earlier(0, FileSet.EMPTY, List.of(), true).excused(List.of(queue), before)).as("the first version").containsExactly(queue);
    }

    private static FileSet files(String path, String text) {
        return new FileSet(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What is held against an edit, by field: the end of what is told. */
    private static List<String> held(List<?> before, Object... now) {
        List<Finding> findings = Stream.of(now).map(one -> one instanceof Finding finding ? finding : finding(one.toString())).toList();
        List<String> notes = before.stream().map(Object::toString).toList();
        Judge.Verdict verdict = new Judge.Verdict(findings, 9, List.of(), 1);
        return verdict.apartFrom(new Earlier(2, FileSet.EMPTY, notes, true).excused(findings, FileSet.EMPTY)).findings().stream()
                .map(finding -> Arrays.stream(finding.what().split(": ")).reduce((first, last) -> last).orElseThrow()).toList();
    }

    private static String route(int line, String name, String field) {
        return ROUTE + ":" + line + ": ROU-202 the case \"" + name + "\" comes out otherwise: " + field;
    }

    private static String table(int line, String name, String field) {
        return "mappings/rates.cases.csv:" + line + ": MAP-302 case \"" + name + "\": " + field;
    }

    private static Finding finding(String line) {
        String[] parts = line.split(": ", 2);
        return finding(parts[1].substring(0, 7), parts[0], parts[1].substring(8));
    }

    private static Finding finding(String code, String where, String what) {
        return new Finding(code, where, what, "1", "2", "mend it");
    }
}
