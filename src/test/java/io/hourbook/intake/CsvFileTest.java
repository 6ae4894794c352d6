package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.entry.ReceivedRow;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

import org.junit.jupiter.api.Test;

class CsvFileTest {

    private static List<Integer> pieces(String text) throws IOException {
        Zones zones = new Zones(ZoneOffset.UTC, null, null);
        try (CsvFile csv = CsvFile.open(() -> new StringReader(text), Reading.BY_HAND, Reading.FORMATS.get("hourbook"), zones, "x.csv")) {
            List<Integer> sizes = new ArrayList<>();
            while (csv.hasNext()) {
                List<ReceivedRow> piece = csv.next();
                sizes.add(piece.size());
            }
            assertThatThrownBy(csv::next).isInstanceOf(NoSuchElementException.class);
            assertThat(csv.rows()).isEqualTo(sizes.stream().mapToLong(Integer::longValue).sum());
            return sizes;
        }
    }

    @Test
    void rowsComeInPiecesOfAThousand() throws IOException {
        assertThat(pieces("worker,project,date,hours\n" + "Ana,App,2025-03-04,1\n".repeat(2_500))).containsExactly(1_000, 1_000, 500);
        assertThat(pieces("worker,project,date,hours\n" + "Ana,App,2025-03-04,1\n".repeat(1_000))).containsExactly(1_000);
        assertThat(pieces("worker,project,date,hours\n")).isEmpty();
    }

    @Test
    void hugeRowsMakeSmallPieces() throws IOException {
        String row = "Ana,App,2025-03-04,1," + "n".repeat(900_000) + "\n";

        assertThat(pieces("worker,project,date,hours,notes\n" + row.repeat(7))).containsExactly(3, 3, 1);
    }
}
