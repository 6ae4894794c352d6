package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Categories of expenses and what is paid by the unit, as their tables have them. */
class ExpenseTermsTest {

    @TempDir
    private Path home;

    private Path mappings;

    @BeforeEach
    void layOut() throws IOException {
        mappings = Books.overlay(Books.FOLDER, home.resolve("mappings"));
    }

    private void categories(String rows) throws IOException {
        Files.writeString(mappings.resolve("expense-categories.csv"), rows, StandardOpenOption.APPEND);
    }

    private void rates(String rows) throws IOException {
        Files.writeString(mappings.resolve("expense-rates.csv"), rows, StandardOpenOption.APPEND);
    }

    private List<String> wrong() {
        return new MappingCheck().check(mappings).stream().map(finding -> finding.code() + " " + finding.where()).toList();
    }

    @Test
    void whatIsLeftOpenHasADefault() throws IOException {
        categories("TRAVEL,Travel,5090,,,,,,\nMEALS,\"Meals, drinks\",5090,4900,ZERO,yes,no,7.5,75\n");

        ExpenseTerms terms = Books.load(mappings).expenses();

        assertThat(terms.category("  tRAVEL ")).get().isEqualTo(new ExpenseCategory(
                "TRAVEL", "Travel", "5090", "5090", null, false, true, BigDecimal.ZERO, null, "mappings/expense-categories.csv:4"));
        assertThat(terms.category("meals, Drinks")).get().isEqualTo(new ExpenseCategory(
                "MEALS", "Meals, drinks", "5090", "4900", "ZERO", true, false, new BigDecimal("7.5"), new BigDecimal("75"),
                "mappings/expense-categories.csv:5"));
        assertThat(terms.category("Archery")).isEmpty();
        assertThat(terms.category(null)).isEmpty();
    }

    @Test
    void theRateOfADayIsTheLatestThatHasBegunUnlessItHasEnded() throws IOException {
        categories("MILEAGE,Mileage,5090,,,,,,\n");
        rates("MILEAGE,mile,0.70,USD,2025-04-01,2025-06-01\nMILEAGE,mile,0.67,USD,2025-01-01,\n");

        ExpenseTerms terms = Books.load(mappings).expenses();

        assertThat(terms.rate("MILEAGE", LocalDate.of(2024, 12, 31))).isEmpty();
        assertThat(terms.rate("MILEAGE", LocalDate.of(2025, 3, 31))).get().extracting(ExpenseRate::rate).isEqualTo(new BigDecimal("0.67"));
        assertThat(terms.rate("MILEAGE", LocalDate.of(2025, 4, 1))).get().extracting(ExpenseRate::rate).isEqualTo(new BigDecimal("0.70"));
        assertThat(terms.rate("MILEAGE", LocalDate.of(2025, 5, 31))).isPresent();
        assertThat(terms.rate("MILEAGE", LocalDate.of(2025, 6, 1))).isEmpty();
    }

    @Test
    void whatCannotBeMeantIsRefusedWithItsLine() throws IOException {
        categories("TRAVEL,Travel,9999,,,,,,\nTAXI,travel,5090,,,,,,\nTRAVEL,Trains,5090,8888,,,,,\n");
        rates("NOPE,mile,0.70,USD,2025-01-01,\nTAXI,mile,0.70,USD,2025-02-01,2025-02-01\nTAXI,mile,0.71,USD,2025-02-01,\n");

        assertThat(wrong()).containsExactly(
                "MAP-121 mappings/expense-categories.csv:4", "MAP-127 mappings/expense-categories.csv:5", "MAP-120 mappings/expense-categories.csv:6",
                "MAP-121 mappings/expense-rates.csv:4", "MAP-128 mappings/expense-rates.csv:5", "MAP-120 mappings/expense-rates.csv:6");
    }

    @Test
    void aFormatOfExpensesHasNoTimesAndOneOfTimeNoMoney() throws IOException {
        Files.writeString(mappings.resolve("sources/sundial.yaml"), """
                kind: expense
                columns:
                  worker: [Who]
                  date: [When]
                  hours: [Long]
                required: [worker, date]
                """);
        Files.writeString(mappings.resolve("sources/moondial.yaml"), """
                columns:
                  worker: [Who]
                  date: [When]
                  amount: [Much]
                required: [worker, date]
                """);

        assertThat(wrong()).containsExactlyInAnyOrder("FMT-102 mappings/sources/moondial.yaml:4", "FMT-102 mappings/sources/sundial.yaml:5");
    }

    @Test
    void theTaxOfACategoryComesBeforeThatOfItsCustomer() {
        TargetNames names = TargetNames.of(List.of(
                List.of("tax", "ZERO", "EXEMPT"), List.of("tax", "CUST-1001", "OUTPUT"), List.of("tax", "5090", "INPUT"), List.of("tax", "*", "NONE")));

        assertThat(names.tax("CUST-1001", "5090", "ZERO")).contains("EXEMPT");
        assertThat(names.tax("CUST-1001", "5090", "OTHER")).contains("OUTPUT");
        assertThat(names.tax("CUST-1002", "5090", null)).contains("INPUT");
        assertThat(names.tax("CUST-1002", "4900", null)).contains("NONE");
    }
}
