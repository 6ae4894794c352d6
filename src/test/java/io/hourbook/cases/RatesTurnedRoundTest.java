package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cases.Mutants.Mutant;
import io.hourbook.exchange.ExchangeRates;
import io.hourbook.exchange.RateDoubts;
import io.hourbook.exchange.RateFeeds;
import io.hourbook.mapping.MappingCheck;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published rates that are shipped, with something that befalls such tables: the check must see it before it goes in force. */
class RatesTurnedRoundTest {

    private static final Path FILE = Path.of("mappings/exchange-rates-ecb.csv");

    @TempDir
    private Path home;

    private List<String> lines;

    @BeforeEach
    void readTheTable() throws IOException {
        lines = Files.readAllLines(FILE);
    }

    /** What reading or the check of a table says; empty where it would go in force. */
    private static boolean seen(String table) {
        ExchangeRates.Reading reading = ExchangeRates.readCsv(FILE.toString(), new StringReader(table));
        return !reading.findings().isEmpty() || !RateDoubts.ofRows(FILE.toString(), table).isEmpty()
                || !RateDoubts.ofJumps(reading.rates(), ExchangeRates.NONE, RateFeeds.NONE).isEmpty();
    }

    private String with(int line, String row) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(line, row);
        return table(changed);
    }

    private static String table(List<String> rows) {
        return String.join("\n", rows) + "\n";
    }

    @Test
    void theTableAsItIsIsInOrder() {
        assertThat(seen(table(lines))).isFalse();
    }

    @Test
    void everyRateTenTimesAsMuchOrATenthOfItIsSeen() {
        List<String> unseen = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            String[] cells = lines.get(line).split(",");
            for (int cell = 1; cell < cells.length; cell++) {
                for (int places : new int[] {1, -1}) {
                    String[] changed = cells.clone();
                    changed[cell] = new BigDecimal(cells[cell]).scaleByPowerOfTen(places).toPlainString();
                    if (!seen(with(line, String.join(",", changed)))) {
                        unseen.add("line " + (line + 1) + " cell " + cell + " times 10^" + places);
                    }
                }
            }
        }

        assertThat(unseen).isEmpty();
    }

    @Test
    void everyCellThatIsLostIsSeen() {
        for (int line = 0; line < lines.size(); line++) {
            for (int cell = 0; cell < lines.get(line).split(",").length; cell++) {
                assertThat(seen(with(line, without(lines.get(line), cell)))).as("line %d without cell %d", line + 1, cell + 1).isTrue();
            }
        }
    }

    @Test
    void everyRowThatStandsTwiceOrOnAnotherDayIsSeen() {
        for (int line = 1; line < lines.size(); line++) {
            String row = lines.get(line);
            List<String> twice = new ArrayList<>(lines);
            twice.add(line, row);
            assertThat(seen(table(twice))).as("line %d twice", line + 1).isTrue();
            for (int days : new int[] {-31, 31, 365, -365}) {
                String moved = LocalDate.parse(row.substring(0, 10)).plusDays(days) + row.substring(10);
                boolean atAnEnd = line == 1 && days > 0 || line == lines.size() - 1 && days < 0;
                assertThat(seen(with(line, moved))).as("line %d moved by %d days", line + 1, days).isEqualTo(!atAnEnd);
            }
            if (line > 1) {
                List<String> exchanged = new ArrayList<>(lines);
                Collections.swap(exchanged, line, line - 1);
                assertThat(seen(table(exchanged))).as("line %d before line %d", line + 1, line).isTrue();
            }
        }
    }

    @Test
    void aFileThatEndsAnywhereWithinARowIsSeen() {
        String whole = table(lines);
        int rowBefore = whole.lastIndexOf('\n', whole.length() - 2);
        for (int end = rowBefore + 2; end < whole.length() - 1; end++) {
            assertThat(seen(whole.substring(0, end))).as(whole.substring(rowBefore + 1, end)).isTrue();
        }
        assertThat(seen(whole.substring(0, whole.length() - 1))).as("whole but for the end of its line").isFalse();
    }

    @Test
    void everyColumnThatIsGoneOrExchangedWithTheNextIsSeenByACase() {
        Mutants mutants = new Mutants(home);
        int columns = lines.get(0).split(",").length;
        for (int column = 1; column < columns; column++) {
            int gone = column;
            Mutant mutant = new Mutant(FILE, "without column " + gone, table(lines.stream().map(line -> without(line, gone)).toList()));
            assertThat(mutants.seen(mutant)).as(mutant.toString()).isNotEmpty();
            if (column > 1) {
                String[] header = lines.get(0).split(",");
                Collections.swap(Arrays.asList(header), column, column - 1);
                Mutant exchanged = new Mutant(FILE, "columns " + column + " and " + (column - 1) + " exchanged", with(0, String.join(",", header)));
                assertThat(mutants.seen(exchanged)).as(exchanged.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void checkTellsItWithItsPlaceAndWhatToWriteWhereItIsRight() {
        Mutants mutants = new Mutants(home);
        mutants.put(new Mutant(FILE, "ten times", with(2, lines.get(2).replace("1.1297", "11.297"))));

        MappingCheck.Look look = new MappingCheck().look(home.resolve("mappings"));
        assertThat(look.findings()).extracting(Finding::text).containsExactly("""
                mappings/exchange-rates-ecb.csv:3: MAP-407 the rate of USD on 2025-05-08 is too far from that of the day beside it
                  saw   USD 11.297 on 2025-05-08
                  want  at most 20 % from USD 1.136 on 2025-05-07
                  do    look the day up at the European Central Bank and correct the rate; where it is right after all, write in mappings/exchange.yaml, \
                below accepted: - USD 2025-05-08 11.297""");
        assertThat(look.book()).as("its cases are run all the same").isNotNull();

        Path exchange = Path.of("mappings/exchange.yaml");
        mutants.put(new Mutant(exchange, "accepted", text(exchange).replace("\naccepted:\n", "\naccepted:\n  - USD 2025-05-08 11.297\n")));
        assertThat(new MappingCheck().check(home.resolve("mappings"))).isEmpty();

        mutants.put(new Mutant(exchange, "accepted", text(exchange).replace("\naccepted:\n", "\naccepted:\n  - USD 11.297\n  - usd 2025-05-08 11.297\n")));
        assertThat(new MappingCheck().check(home.resolve("mappings"))).extracting(Finding::code).contains("MAP-112", "MAP-110", "MAP-113");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String without(String row, int cell) {
        List<String> cells = new ArrayList<>(List.of(row.split(",")));
        cells.remove(cell);
        return cells.stream().collect(Collectors.joining(","));
    }
}
