package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.hourbook.database.Database;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.proof.AccountingEndpoint;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sample company's months, written after a pass of the packaged program, against what another program computed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonthEndIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccountingEndpoint target = new AccountingEndpoint();
    private final Company company = Company.withExports();
    private JsonNode expected;
    private JsonNode run;
    private Database database;
    private MonthBench bench;

    @BeforeAll
    void onePass() throws Exception {
        expected = JSON.readTree(Path.of("src/test/resources/sample/expected.json").toFile());
        run = company.sync(target);
        Home home = new Home(company.home());
        database = TestDatabase.of(home, company.database());
        bench = new MonthBench(home, database.dataSource(), "2025-06-01T01:00:00Z");
        bench.monthEnd.write(YearMonth.of(2025, 3));
        bench.monthEnd.write(YearMonth.of(2025, 4));
    }

    @AfterAll
    void leaveNothing() throws Exception {
        bench.close();
        database.close();
        company.close();
        target.close();
    }

    private Path file(String month, String name) {
        return company.home().resolve("out/month-end").resolve(month).resolve(name);
    }

    private List<NamedCsvRecord> rows(String month, String name) throws IOException {
        String text = Files.readString(file(month, name));
        assertThat(text).startsWith("\uFEFF");
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text.substring(1)); Stream<NamedCsvRecord> rows = csv.stream()) {
            return rows.toList();
        }
    }

    private JsonNode summary(String month) throws IOException {
        return JSON.readTree(file(month, "month-end.json").toFile());
    }

    private void wanted(Map<String, String> documents, String type, String list, String party, String month) {
        expected.path(list).forEach(one -> {
            if (one.path("period").asText().equals(month)) {
                documents.put(type + " " + one.path(party).asText() + " " + one.path("currency").asText(),
                        new BigDecimal(one.path("total").asText()).stripTrailingZeros().toPlainString());
            }
        });
    }

    @Test
    void everyDocumentOfTheMonthIsListedToTheCent() throws IOException {
        for (String month : List.of("2025-03", "2025-04")) {
            Map<String, String> wanted = new TreeMap<>();
            wanted(wanted, "sales-invoice", "invoices", "customer", month);
            wanted(wanted, "vendor-bill", "vendor_bills", "vendor", month);
            Map<String, String> listed = new TreeMap<>();
            for (NamedCsvRecord row : rows(month, "documents.csv")) {
                if (List.of("sales-invoice", "vendor-bill").contains(row.getField("type"))) {
                    listed.put(row.getField("type") + " " + row.getField("counterparty") + " " + row.getField("currency"),
                            new BigDecimal(row.getField("total")).stripTrailingZeros().toPlainString());
                }
                assertThat(row.getField("delivered")).as(row.getField("reference")).isEqualTo("yes");
                assertThat(row.getField("why not")).isEmpty();
            }
            assertThat(listed).isEqualTo(wanted).isNotEmpty();
        }
    }

    @Test
    void aRetainerOpensWithWhatTheMonthBeforeLeftAndTheAccountAgrees() throws IOException {
        assertThat(rows("2025-03", "retainers.csv").stream().map(NamedCsvRecord::getFields)).containsExactly(
                List.of("RET-EMBER", "EMBER", "USD", "0.00", "16000.00", "13065.00", "2935.00", "0.00", "2935.00", "yes"),
                List.of("RET-FJORD", "FJORD", "EUR", "0.00", "14000.00", "10061.31", "3938.69", "0.00", "3938.69", "yes"));
        assertThat(rows("2025-04", "retainers.csv").stream().map(NamedCsvRecord::getFields)).containsExactly(
                List.of("RET-EMBER", "EMBER", "USD", "2935.00", "0.00", "2935.00", "0.00", "0.00", "0.00", "yes"),
                List.of("RET-FJORD", "FJORD", "EUR", "3938.69", "0.00", "3938.69", "0.00", "0.00", "0.00", "yes"));
    }

    @Test
    void holdsAreThoseOfTheMonthAndTogetherAllThatTheRunCounted() throws IOException {
        Map<String, Long> held = new TreeMap<>();
        for (String month : List.of("2025-03", "2025-04")) {
            for (NamedCsvRecord row : rows(month, "holds.csv")) {
                assertThat(row.getField("work date")).startsWith(month);
                held.merge(row.getField("reason"), 1L, Long::sum);
            }
        }
        Map<String, Long> counted = new TreeMap<>();
        run.path("held").fields().forEachRemaining(reason -> counted.put(reason.getKey(), reason.getValue().asLong()));
        assertThat(held).isEqualTo(counted);
        assertThat(summary("2025-04").path("earlier_holds").asInt()).isEqualTo(rows("2025-03", "holds.csv").size());
    }

    @Test
    void theSummarySaysWhatKeepsTheMonthOpen() throws IOException {
        JsonNode march = summary("2025-03");
        long holds = rows("2025-03", "holds.csv").size();

        assertThat(march.path("closed").asBoolean()).isFalse();
        assertThat(march.path("open_because")).extracting(JsonNode::asText).containsExactly(
                holds + (holds == 1 ? " entry is" : " entries are") + " on hold, see holds.csv", "2 dead letters are open, see the console");
        assertThat(march.path("conserved").asBoolean()).isTrue();
        assertThat(march.path("run").asInt()).isEqualTo(run.path("run").asInt());
        assertThat(march.path("files")).extracting(JsonNode::asText).containsExactly(
                "documents.csv", "holds.csv", "ledger.beancount", "ledger.csv", "ledger.journal", "retainers.csv");
        assertThat(march.path("retainers").path(0).path("closing").asText()).isEqualTo("2935.00");
        assertThat(Files.readString(file("2025-03", "summary.txt"))).startsWith("2025-03 is not closed:\n  - " + holds)
                .contains("sales-invoice    USD", "31948.00", "13065.00");
    }

    @Test
    void hledgerTakesTheLedgerUpToTheMonth() throws Exception {
        LedgerTool hledger = LedgerTool.installed("hledger");
        LedgerTool.Answer checked = hledger.run("-f", file("2025-03", "ledger.journal").toString(), "check", "--strict");
        assertThat(checked.code()).as(checked.text()).isZero();
        LedgerTool.Answer deposits = hledger.run(
                "-f", file("2025-03", "ledger.journal").toString(), "balance", "Liabilities:2400", "--flat", "--no-total", "-O", "csv");
        assertThat(deposits.text()).contains("-2935.000000 USD", "-3938.690000 EUR");
        assertThat(hledger.run("-f", file("2025-03", "ledger.journal").toString(), "stats").text()).containsPattern("Last transaction +: 2025-03-31");
        assertThat(hledger.run("-f", file("2025-04", "ledger.journal").toString(), "check", "--strict").code()).isZero();
    }

    @Test
    void beancountTakesItToo() throws Exception {
        LedgerTool.Answer checked = LedgerTool.installed("bean-check").run(file("2025-03", "ledger.beancount").toString());
        assertThat(checked.code()).as(checked.text()).isZero();
    }

    @Test
    void theSameMonthAgainIsTheSameAndLeavesNothingBeside() throws IOException {
        String before = Files.readString(file("2025-04", "documents.csv"));
        Files.writeString(file("2025-04", "stray.txt"), "of an older version");

        bench.monthEnd.write(YearMonth.of(2025, 4));

        assertThat(file("2025-04", "documents.csv")).hasContent(before);
        assertThat(file("2025-04", "stray.txt")).doesNotExist();
        try (Stream<Path> months = Files.list(company.home().resolve("out/month-end"))) {
            assertThat(months.map(month -> month.getFileName().toString())).containsExactlyInAnyOrder("2025-03", "2025-04");
        }
    }
}
