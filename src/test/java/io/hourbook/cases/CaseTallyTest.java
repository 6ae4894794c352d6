package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases do not go without a word. */
class CaseTallyTest {

    private static final String ROUTE = "routes/process/a.cases.yaml";
    private static final String TABLE = "mappings/rates.cases.csv";

    @Test
    void casesThatAreGoneAreToldWithTheirFile() {
        Map<String, byte[]> before = Map.of(ROUTE, yaml("one", "two", "three"), TABLE, csv("a", "b"));

        assertThat(gone(before, Map.of(ROUTE, yaml("one"), TABLE, csv("a", "b"))))
                .containsExactly(ROUTE + ":1: VER-125 2 cases that version 3 has are gone: 3 there, 1 here");
        assertThat(gone(before, Map.of(ROUTE, yaml("one", "two", "three"), TABLE, csv("a"))))
                .containsExactly(TABLE + ":1: VER-125 1 case that version 3 has is gone: 2 there, 1 here");
        assertThat(gone(before, Map.of(ROUTE, yaml("one", "two", "three"))))
                .containsExactly(TABLE + ":1: VER-125 2 cases that version 3 has are gone: 2 there, 0 here");
        assertThat(CaseTally.gone(gone(before, Map.of()))).isEqualTo(5);
    }

    @Test
    void whatMovesIsRenamedOrIsNewIsNotGone() {
        Map<String, byte[]> before = Map.of(ROUTE, yaml("one", "two"), TABLE, csv("a", "b"));

        assertThat(gone(before, Map.of("routes/deliver/b.cases.yaml", yaml("two", "one"), TABLE, csv("b", "a", "c")))).isEmpty();
        assertThat(gone(before, Map.of(ROUTE, yaml("one", "2"), TABLE, csv("a", "b")))).isEmpty();
        assertThat(gone(Map.of(), before)).isEmpty();
        assertThat(gone(before, Map.of(ROUTE, yaml("one"), "routes/deliver/b.cases.yaml", yaml("something else"), TABLE, csv("a", "b"))))
                .as("one that is gone is not made up for by another").hasSize(1);
    }

    @Test
    void rowsWithoutANameAreKnownByWhatTheyAsk() {
        assertThat(gone(Map.of(TABLE, "project,rate\nA,1\nB,2\n".getBytes(StandardCharsets.UTF_8)), Map.of(TABLE, "project,rate\nB,2\n".getBytes(StandardCharsets.UTF_8))))
                .hasSize(1);
    }

    @Test
    void aCaseThatWantsLessThanBeforeIsTold() {
        String header = "case,project,worker,date,rate,currency,from\n";
        Map<String, byte[]> before = Map.of(TABLE, bytes(header + "a,ACME,W01,2025-03-04,140.00,USD,2025-01-01\n,ACME,W02,2025-03-04,1,USD,none\n"),
                ROUTE, bytes("cases:\n  - name: one\n    in: { x: 1, y: 2 }\n    leaves: { to-lines: [ { seconds: 900, amount: \"35.00\" } ], to-tell: [] }\n"));

        assertThat(gone(before, Map.of(ROUTE, before.get(ROUTE), TABLE,
                bytes(header + "a,ACME,W01,2025-03-04,,USD,2025-01-01\n,ACME,W02,2025-03-04,1,USD,none\n"))))
                .containsExactly(TABLE + ":1: VER-125 less is wanted than in version 3 by the case \"a\" (3 values there, 2 here)");
        assertThat(gone(before, Map.of(ROUTE, before.get(ROUTE), TABLE,
                bytes(header + "a,ACME,W01,2025-03-04,140.00,,\n,ACME,W02,2025-03-04,1,,none\n"))))
                .containsExactly(TABLE + ":1: VER-125 less is wanted than in version 3 by the case \"a\" (3 values there, 1 here) and 1 more");
        for (String name : List.of("one", "another")) {
            assertThat(gone(before, Map.of(TABLE, before.get(TABLE), ROUTE,
                    bytes("cases:\n  - name: " + name + "\n    in: { x: 1, y: 2, z: 3 }\n    leaves: { to-lines: [ { seconds: 900 } ], to-tell: [] }\n"))))
                    .containsExactly(ROUTE + ":1: VER-125 less is wanted than in version 3 by the case \"" + name + "\" (3 values there, 2 here)");
        }
        assertThat(CaseTally.gone(List.of(TABLE + ":1: VER-125 less is wanted than in version 3 by the case \"1 case\" (3 values there, 2 here)"))).isZero();
    }

    @Test
    void aCaseThatAsksLessOrWantsSomethingElseWantsNoLess() {
        String header = "case,project,worker,date,rate,currency,from\n";
        Map<String, byte[]> before = Map.of(TABLE, bytes(header + "a,ACME,W01,2025-03-04,140.00,USD,2025-01-01\n,ACME,W02,2025-03-04,1,USD,none\n"),
                ROUTE, yaml("one", "two"));

        assertThat(gone(before, Map.of(ROUTE, yaml("two", "one"), TABLE,
                bytes(header + ",ACME,W02,2025-03-04,2,EUR,2025-01-01\na,ACME,,2025-03-04,145.00,USD,none\n")))).isEmpty();
        assertThat(gone(before, Map.of("routes/deliver/b.cases.yaml", before.get(ROUTE), TABLE, before.get(TABLE)))).isEmpty();
    }

    @Test
    void aHomeKnowsWhichCasesAreInForceThereWithoutADatabase(@TempDir Path data) throws IOException {
        Map<String, byte[]> before = new HashMap<>(Map.of(ROUTE, yaml("one", "two"), TABLE, csv("a", "b")));
        assertThat(CaseTally.goneFrom(data, Map.of())).as("nobody kept which").isEmpty();
        CaseTally.of(before).keep(data);

        assertThat(CaseTally.goneFrom(data, before)).isEmpty();
        before.put(TABLE, bytes("case,project,rate\na,ACME-APP,155\nb,ACME-APP,\n"));
        assertThat(CaseTally.goneFrom(data, before)).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith(TABLE + ":1: VER-125 less is wanted than in the version in force by the case \"b\" (1 value there, 0 here)\n"));
        before.put(TABLE, csv("a", "b"));
        before.put(ROUTE, yaml("two"));
        assertThat(CaseTally.goneFrom(data, before)).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith(ROUTE + ":1: VER-125 1 case that the version in force has is gone: 2 there, 1 here\n"));
    }

    private static List<String> gone(Map<String, byte[]> before, Map<String, byte[]> after) {
        return CaseTally.of(before).gone(CaseTally.of(after), "version 3").stream().map(Finding::text).map(text -> text.lines().findFirst().orElseThrow()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] yaml(String... names) {
        StringBuilder text = new StringBuilder("cases:\n");
        for (String name : names) {
            text.append("  - name: ").append(name).append("\n    in: { x: 1 }\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csv(String... names) {
        StringBuilder text = new StringBuilder("# prices\ncase,project,rate\n");
        for (String name : names) {
            text.append(name).append(",ACME-APP,155\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
