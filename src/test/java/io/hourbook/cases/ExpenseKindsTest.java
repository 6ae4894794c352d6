package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Cases beside the tables of expenses: as shipped, with rows, and where a row says otherwise. */
class ExpenseKindsTest {

    @TempDir
    private Path home;

    private Path mappings;

    @BeforeEach
    void layOut() throws IOException {
        mappings = home.resolve("mappings");
        FileSystemUtils.copyRecursively(Path.of("mappings"), mappings);
    }

    private void add(String file, String rows) throws IOException {
        Files.writeString(mappings.resolve(file), rows, StandardOpenOption.APPEND);
    }

    private List<String> found() {
        return new MappingCases(mappings).run(new MappingLoader().load(mappings)).stream()
                .map(Finding::text).map(text -> text.lines().limit(3).map(String::strip).reduce((a, b) -> a + " | " + b).orElseThrow()).toList();
    }

    @Test
    void theEmptyTablesThatShipAnswerTheirCases() {
        assertThat(found()).isEmpty();
    }

    @Test
    void aCategoryAndARateAreAskedByATrackersWord() throws IOException {
        add("expense-categories.csv", "MILEAGE,Own car,5090,,,yes,,7.5,\nMEALS,Meals,5090,4900,ZERO,no,no,,75\n");
        add("expense-rates.csv", "MILEAGE,mile,0.67,USD,2025-01-01,2025-06-01\nMILEAGE,mile,0.705,USD,2025-04-01,\n");
        add("expense-categories.cases.csv", """
                as Harvest calls it,own  CAR,MILEAGE,Own car,5090,5090,none,yes,yes,7.5,none
                by its id,meals,MEALS,Meals,5090,4900,ZERO,no,no,0,75.00
                """);
        add("expense-rates.cases.csv", """
                the last day of the old price,own car,2025-03-31,12.3,mile,0.67,USD,2025-01-01,2025-06-01,8.24
                the first of the new one,MILEAGE,2025-04-01,1,mile,0.705,USD,2025-04-01,none,0.71
                before both,MILEAGE,2024-12-31,1,none,none,none,none,none,none
                what is paid by the amount,MEALS,2025-04-01,1,none,none,none,none,none,none
                """);

        assertThat(found()).isEmpty();
    }

    @Test
    void aRowThatSaysOtherwiseIsTold() throws IOException {
        add("expense-categories.csv", "MILEAGE,Own car,5090,,,yes,,,\n");
        add("expense-rates.csv", "MILEAGE,mile,0.67,USD,2025-01-01,\n");
        add("expense-categories.cases.csv", "mine,own car,,,4900,,,,,,\n");
        add("expense-rates.cases.csv", "the price,own car,2025-03-31,,,0.70,,,,\nof nothing,,2025-03-31,,,,,,,none\n");

        assertThat(found()).containsExactly(
                "mappings/expense-categories.cases.csv:5: MAP-302 case \"mine\": account | saw   5090 | want  4900",
                "mappings/expense-rates.cases.csv:5: MAP-302 case \"the price\": rate | saw   0.67 (line 4) | want  0.70",
                "mappings/expense-rates.cases.csv:6: MAP-302 case \"of nothing\": it cannot be asked | saw   it names no category | do    correct the case; or the table, if it is the table that has lost something");
    }
}
