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
    void aHomeKnowsWhichCasesAreInForceThereWithoutADatabase(@TempDir Path data) throws IOException {
        Map<String, byte[]> before = new HashMap<>(Map.of(ROUTE, yaml("one", "two"), TABLE, csv("a", "b")));
        assertThat(CaseTally.goneFrom(data, Map.of())).as("nobody kept which").isEmpty();
        CaseTally.of(before).keep(data);

        assertThat(CaseTally.goneFrom(data, before)).isEmpty();
        before.put(ROUTE, yaml("two"));
        assertThat(CaseTally.goneFrom(data, before)).singleElement().satisfies(finding -> assertThat(finding.text())
                .startsWith(ROUTE + ":1: VER-125 1 case that the version in force has is gone: 2 there, 1 here\n"));
    }

    private static List<String> gone(Map<String, byte[]> before, Map<String, byte[]> after) {
        return CaseTally.of(before).gone(CaseTally.of(after), "version 3").stream().map(Finding::text).map(text -> text.lines().findFirst().orElseThrow()).toList();
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
