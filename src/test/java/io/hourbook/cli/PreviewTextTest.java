package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.rehearsal.DocumentChange;
import io.hourbook.rehearsal.Preview;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rehearsals as the terminal tells them, and as programs are told that there is none. */
class PreviewTextTest {

    private static final Finding FAILED = new Finding(
            "MAP-302", "mappings/rates.cases.csv:3", "Acme's old price does not come out", "165.00", "155.00", "mend the rule, or the case");

    @Test
    void aDocumentOfWhichOnlyTheBooksMoneyMovesSaysSo() {
        assertThat(words("36896.45", "36896.44")).contains("  HB-INV-1  100.00 EUR on 2 lines → 100.00 EUR on 2 lines, base total 36896.45 → 36896.44 USD  changed");
        assertThat(words("36896.45", null)).contains("base total 36896.45 → none USD");
        assertThat(words("36896.45", "36896.45")).doesNotContain("base total");
    }

    private static String words(String from, String to) {
        DocumentChange change = new DocumentChange(
                "HB-INV-1", "books", "sales-invoice", "C", "EUR", "2025-03", DocumentChange.Outcome.CHANGED, false, false,
                new DocumentChange.Said("draft", "100.00", from, 2, null), new DocumentChange.Said("draft", "100.00", to, 2, null), List.of());
        return PreviewText.of(new Preview(
                null, new Preview.Entries(1, 1, 0, 0, 0, Map.of()), List.of(), 0, Map.of("changed", 1), List.of(change), 0, List.of(), "USD", "0.01",
                List.of(FAILED.text().lines().findFirst().orElseThrow(), "mappings/rates.cases.csv: VER-125 2 cases are gone"), List.of(FAILED), true,
                List.of(), 1));
    }

    @Test
    void aCaseThatFailsIsToldOnceWithWhatWasSeenAndWanted() {
        assertThat(words("1.00", "1.00").lines()).containsOnlyOnce(
                "note       mappings/rates.cases.csv:3: MAP-302 Acme's old price does not come out", "           saw   165.00", "           want  155.00",
                "note       mappings/rates.cases.csv: VER-125 2 cases are gone");
    }

    @Test
    void findingsAreObjectsAsCheckHasThem() throws Exception {
        Problem told = new Problem(new Finding("MAP-123", "/try/rates.csv:7", "it is twice there", "a row", "one", "take one away"));

        assertThat(new ObjectMapper().readTree(FindingsJson.of(told, 5))).isEqualTo(new ObjectMapper().readTree("""
                {"findings": [{"path": "/try/rates.csv", "line": 7, "code": "MAP-123", "what": "it is twice there", "saw": "a row", "want": "one",
                  "do": "take one away"}], "elapsed_ms": 5}"""));
    }
}
