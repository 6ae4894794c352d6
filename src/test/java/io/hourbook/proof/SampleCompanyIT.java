package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One pass of the packaged program over the sample company, and every figure that another program computed for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleCompanyIT {

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.nowhere();
    private final JsonNode expected = Figures.expected();
    private JsonNode summary;

    @BeforeAll
    void onePass() {
        Company.Ended laidOut = company.run(target, "init", "--sample");
        assertThat(laidOut.exit()).as(laidOut.out() + laidOut.err()).isZero();
        summary = company.sync(target);
    }

    @AfterAll
    void leaveNothing() {
        company.close();
        target.close();
    }

    @Test
    @Order(1)
    void everyFigureIsAtTheTarget() {
        Figures.assertSampleCompany(target);
    }

    @Test
    @Order(1)
    void theSummaryTellsRowsHoldsAndWhatIsBilledToNobody() {
        JsonNode rows = expected.path("entries");
        assertThat(numbers(summary.path("rows"))).containsExactlyInAnyOrderEntriesOf(Map.of(
                "received", rows.path("rows").asLong(), "new", rows.path("new").asLong(),
                "duplicates", rows.path("duplicates").asLong(), "amended", rows.path("amended").asLong(),
                "malformed", rows.path("malformed").asLong(), "skipped", 0L));
        assertThat(numbers(summary.path("held"))).containsExactlyInAnyOrderEntriesOf(numbers(expected.path("holds")));
        Map<String, Long> excluded = numbers(summary.path("excluded"));
        assertThat(excluded.keySet()).containsExactlyInAnyOrder("zero", "non-billable", "not-rebilled");
        assertThat(excluded.get("zero")).isEqualTo(expected.path("zero").asLong());
        assertThat(excluded.get("non-billable") + excluded.get("not-rebilled")).isEqualTo(expected.path("not_billed").asLong());
    }

    @Test
    @Order(1)
    void theSummaryTellsWhatWasSentAndThatNothingIsLost() {
        assertThat(numbers(summary.path("documents"))).containsExactlyInAnyOrderEntriesOf(Map.of(
                "created", (long) target.created(), "updated", 0L, "delivered", (long) target.created(), "pending", 0L, "failed", 0L));
        assertThat(summary.path("conserved").asBoolean()).isTrue();
        JsonNode seconds = summary.path("seconds");
        long received = expected.path("seconds").path("received").asLong();
        assertThat(seconds.path("received").asLong()).isEqualTo(received);
        for (String side : List.of("pay", "bill")) {
            assertThat(numbers(seconds.path(side)).values().stream().mapToLong(Long::longValue).sum()).as(side).isEqualTo(received);
        }
        assertThat(summary.path("elapsed_ms").asLong()).isPositive();
    }

    @Test
    @Order(1)
    void retainersAreDrawnToTheCent() {
        Map<String, BigDecimal> drawn = new TreeMap<>();
        Figures.of(target.documents()).drawdowns().forEach((group, amount) ->
                drawn.merge(group.substring(0, group.indexOf(' ')), new BigDecimal(amount), BigDecimal::add));

        // what was prepaid stands in the sample company's retainers.csv, and nothing of it is left
        assertThat(drawn).containsExactlyInAnyOrderEntriesOf(
                Map.of("CUST-1005", new BigDecimal("16000.00"), "CUST-1006", new BigDecimal("14000.00")));
        assertThat(expected.path("retainers").findValuesAsText("balance")).containsOnly("0.00");
    }

    /** Labour by currency from nothing but the expected payroll seconds and workers.csv. */
    @Test
    @Order(1)
    void labourIsWorthThePayrollSeconds() throws IOException {
        Map<String, BigDecimal> worth = new TreeMap<>();
        Map<String, Long> seconds = new TreeMap<>();
        Map<String, String[]> workers = workers();
        Map<String, BigDecimal> multipliers = Map.of("REG", new BigDecimal("1"), "OT15", new BigDecimal("1.5"), "OT20", new BigDecimal("2"));
        Figures.wanted(expected).payroll().forEach((key, paid) -> {
            String[] words = key.split(" ");
            String[] worker = workers.get(words[0]);
            worth.merge(worker[9], new BigDecimal(worker[8]).multiply(multipliers.get(words[2])).multiply(BigDecimal.valueOf(paid)), BigDecimal::add);
            seconds.merge(worker[9], paid, Long::sum);
        });

        Map<String, BigDecimal> booked = new TreeMap<>();
        Map<String, Long> bookedSeconds = new TreeMap<>();
        Map<String, Integer> roundings = new HashMap<>();
        target.documents().stream().filter(document -> document.path("reference").asText().startsWith("HB-LAB-")).forEach(journal ->
                journal.path("lines").forEach(line -> {
                    String currency = journal.path("currency").asText();
                    if (line.hasNonNull("debit")) {
                        booked.merge(currency, Wire.amount(line, "debit"), BigDecimal::add);
                        bookedSeconds.merge(currency, line.path("seconds").asLong(), Long::sum);
                        roundings.merge(currency, 1, Integer::sum);
                    } else {
                        assertThat(line.path("account").asText()).isEqualTo("2100");
                    }
                }));

        assertThat(bookedSeconds).containsExactlyInAnyOrderEntriesOf(seconds);
        assertThat(booked.keySet()).isEqualTo(worth.keySet()).isEqualTo(Set.of("EUR", "GBP", "USD"));
        worth.forEach((currency, perHour) -> {
            // each debit is rounded once, by half a cent at most
            BigDecimal gap = perHour.subtract(booked.get(currency).multiply(BigDecimal.valueOf(3_600))).abs();
            assertThat(gap).as("labour in " + currency)
                    .isLessThanOrEqualTo(new BigDecimal("0.005").multiply(BigDecimal.valueOf(3_600L * roundings.get(currency))));
        });
    }

    @Test
    @Order(1)
    void aFileThatHoldsNoEntriesIsTakenAndItsRowsAreKept() {
        assertThat(company.taken("clockify-los-angeles")).hasSize(3);
        assertThat(company.waiting("clockify-los-angeles")).isEmpty();
        assertThat(company.servers()).as("database servers left behind").isEmpty();
    }

    @Test
    @Order(2)
    void theSameFilesAgainCreateAndUpdateNothing() {
        List<JsonNode> before = target.documents();
        int calls = target.calls();
        company.dropExports();

        JsonNode again = company.sync(target);

        long rows = expected.path("entries").path("rows").asLong();
        assertThat(numbers(again.path("rows"))).containsExactlyInAnyOrderEntriesOf(Map.of(
                "received", rows, "new", 0L, "duplicates", rows, "amended", 0L, "skipped", 0L, "malformed", 0L));
        assertThat(numbers(again.path("documents"))).containsEntry("created", 0L).containsEntry("updated", 0L);
        assertThat(target.documents()).isEqualTo(before);
        assertThat(target.calls()).as("calls of the target").isEqualTo(calls);
        for (String state : List.of("held", "excluded", "seconds")) {
            assertThat(again.path(state)).as(state).isEqualTo(summary.path(state));
        }
    }

    @Test
    void copiesOfTheRepositorysRoutesAndMappingsAreAWholeHome() {
        try (AccountingEndpoint books = new AccountingEndpoint(); Company bare = Company.withExports()) {
            JsonNode first = bare.sync(books);

            Figures.assertSampleCompany(books);
            for (String said : List.of("rows", "held", "excluded", "documents", "seconds", "conserved")) {
                assertThat(first.path(said)).as(said).isEqualTo(summary.path(said));
            }
        }
    }

    @Test
    void aHomeOfAnOlderReleaseThatWasMigratedComesToTheSame() throws IOException {
        try (AccountingEndpoint books = new AccountingEndpoint(); Company older = Company.ofRelease("0.2.0")) {
            Company.Ended migrated = older.run(books, "migrate", "--write");
            assertThat(migrated.exit()).as(migrated.out() + migrated.err()).isZero();

            JsonNode first = older.sync(books);

            Figures.assertSampleCompany(books);
            for (String said : List.of("rows", "held", "excluded", "documents", "seconds", "conserved")) {
                assertThat(first.path(said)).as(said).isEqualTo(summary.path(said));
            }
        }
    }

    private static Map<String, Long> numbers(JsonNode object) {
        Map<String, Long> numbers = new TreeMap<>();
        object.fields().forEachRemaining(field -> numbers.put(field.getKey(), field.getValue().asLong()));
        return numbers;
    }

    /** Rows of workers.csv by the worker's key: cost rate and currency are the ninth and the tenth cell. */
    private static Map<String, String[]> workers() throws IOException {
        Map<String, String[]> workers = new TreeMap<>();
        for (String row : Files.readAllLines(Path.of("mappings/workers.csv"))) {
            if (row.matches("W\\d.*")) {
                workers.put(row.split(",")[0], row.split(","));
            }
        }
        return workers;
    }
}
