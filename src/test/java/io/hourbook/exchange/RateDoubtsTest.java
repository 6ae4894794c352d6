package io.hourbook.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of rates that can be read, and cannot be right. */
class RateDoubtsTest {

    private static final String TABLE = """
            Date,USD,JPY,GBP
            2025-05-09,1.1252,163.36,0.8477
            2025-05-08,1.1297,163.45,0.8476
            2025-05-07,1.136,162.89,0.8511
            2025-05-06,1.1325,161.64,0.8469
            """;

    private static List<String> jumps(String table, AcceptedRate... accepted) {
        ExchangeRates.Reading reading = ExchangeRates.readCsv("f.csv", new StringReader(table));
        assertThat(reading.findings()).isEmpty();
        return lines(RateDoubts.ofJumps(reading.rates(), ExchangeRates.NONE, new RateFeeds(null, null, 20, List.of(accepted))));
    }

    private static List<String> rows(String table) {
        return lines(RateDoubts.ofRows("f.csv", table));
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(finding -> finding.where() + " " + finding.code() + " | " + finding.saw() + " | " + finding.want()).toList();
    }

    @Test
    void a_sound_table_raises_no_doubt() {
        assertThat(jumps(TABLE)).isEmpty();
        assertThat(rows(TABLE)).isEmpty();
        assertThat(rows(TABLE.replace("\n", ",\n"))).as("as the bank writes it").isEmpty();
        assertThat(rows(TABLE.replace("GBP\n", "GBP,\n"))).as("a comma that a spreadsheet left").isEmpty();
        assertThat(rows("Date,USD\n2025-05-06,1.1325\n2025-05-07,1.136\n2025-05-08,1.1297\n")).as("the oldest day first").isEmpty();
        assertThat(rows("Date,USD\n2025-05-08,1.1297\n2025-05-07,1.1360")).as("whole, without the end of its line").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'09,1.1252', '09,11.252', 'f.csv:2 MAP-407 | USD 11.252 on 2025-05-09 | at most 20 % from USD 1.1297 on 2025-05-08'",
        "'08,1.1297', '08,0.11297', 'f.csv:3 MAP-407 | USD 0.11297 on 2025-05-08 | at most 20 % from USD 1.136 on 2025-05-07'",
        "'06,1.1325', '06,11.325', 'f.csv:5 MAP-407 | USD 11.325 on 2025-05-06 | at most 20 % from USD 1.136 on 2025-05-07'"
    })
    void a_day_that_is_off_by_ten_is_named_wherever_it_stands_and_nothing_else_is(String right, String wrong, String finding) {
        assertThat(jumps(TABLE.replace(right, wrong))).containsExactly(finding);
    }

    @Test
    void every_cell_off_by_ten_is_seen_and_by_a_hundredth_none() {
        String[] rows = TABLE.split("\n");
        for (int row = 1; row < rows.length; row++) {
            String[] cells = rows[row].split(",");
            for (int cell = 1; cell < cells.length; cell++) {
                for (String by : List.of("10", "0.1", "1.01")) {
                    String[] changed = cells.clone();
                    changed[cell] = new BigDecimal(cells[cell]).multiply(new BigDecimal(by)).toPlainString();
                    String table = TABLE.replace(rows[row], String.join(",", changed));

                    assertThat(jumps(table)).as(String.join(",", changed)).hasSize(by.equals("1.01") ? 0 : 1);
                }
            }
        }
    }

    @Test
    void a_currency_that_lost_its_zeros_goes_on_once_somebody_says_that_it_did() {
        String table = "Date,TRY\n2005-01-05,1.8313\n2005-01-04,1.8264\n2004-12-31,1836200\n2004-12-30,1827800\n";

        assertThat(jumps(table)).containsExactly("f.csv:3 MAP-407 | TRY 1.8264 on 2005-01-04 | at most 20 % from TRY 1836200 on 2004-12-31");
        assertThat(jumps(table, new AcceptedRate("TRY", LocalDate.of(2005, 1, 4), new BigDecimal("1.82640")))).isEmpty();
        assertThat(jumps(table, new AcceptedRate("TRY", LocalDate.of(2005, 1, 4), new BigDecimal("1.8265")))).as("another rate than was looked up").hasSize(1);
    }

    @Test
    void a_crash_of_one_day_is_accepted_for_that_day_alone() {
        String table = "Date,USD\n2025-05-12,1.1106\n2025-05-09,1.1252\n2025-05-08,11.297\n2025-05-07,1.136\n";

        assertThat(jumps(table, new AcceptedRate("USD", LocalDate.of(2025, 5, 8), new BigDecimal("11.297")))).isEmpty();
        assertThat(jumps(table.replace("1.1106", "11.106"), new AcceptedRate("USD", LocalDate.of(2025, 5, 8), new BigDecimal("11.297")))).hasSize(1);
    }

    @Test
    void the_crashes_of_the_banks_own_history_need_nobody() {
        assertThat(jumps("Date,TRY\n2021-12-21,14.7132\n2021-12-20,20.0434\n")).isEmpty();
        assertThat(jumps("Date,TRY\n2021-12-21,14.7131\n2021-12-20,20.0434\n")).hasSize(1);
    }

    @Test
    void rates_more_than_a_month_apart_say_nothing_of_each_other() {
        assertThat(jumps("Date,ISK\n2018-02-01,125.01\n2008-12-09,290\n")).isEmpty();
        assertThat(jumps("Date,USD\n2025-05-01,11.3\n2025-03-31,1.08\n")).hasSize(1);
        assertThat(jumps("Date,USD\n2025-05-02,11.3\n2025-03-31,1.08\n")).isEmpty();
    }

    @Test
    void what_was_fetched_is_beside_what_a_person_wrote() {
        ExchangeRates fetched = ExchangeRates.readCsv("kept", new StringReader(TABLE)).rates();
        ExchangeRates own = ExchangeRates.readCsv("f.csv", new StringReader("Date,USD\n2025-05-10,11.25\n")).rates();

        assertThat(lines(RateDoubts.ofJumps(own, fetched, RateFeeds.NONE))).containsExactly(
                "f.csv:2 MAP-407 | USD 11.25 on 2025-05-10 | at most 20 % from USD 1.1252 on 2025-05-09");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-05-06,1.1325,161.64", "2025-05-06,1.1325,161.64,0.8469,0.9", "2025-05-06", "2025-05-06,1.1325,161.64\n"})
    void half_a_row_and_more_than_a_row_are_told(String last) {
        String table = TABLE.replace("2025-05-06,1.1325,161.64,0.8469\n", last);

        assertThat(rows(table)).singleElement().asString().startsWith("f.csv:5 MAP-405 | 2025-05-06, ").endsWith(" cells | 4, as the header has: Date and 3 currencies");
    }

    @Test
    void a_figure_that_is_cut_off_in_the_last_row_is_told() {
        String table = TABLE.stripTrailing();
        for (String cut : List.of(table.substring(0, table.length() - 1), table.substring(0, table.length() - 3), table.substring(0, table.length() - 6))) {
            assertThat(rows(cut)).as(cut).singleElement().asString().startsWith("f.csv:5 MAP-405 | it ends with \"");
        }
        assertThat(rows(table)).isEmpty();
    }

    @Test
    void a_column_without_its_name_is_told() {
        assertThat(rows(TABLE.replace("USD,JPY,", "USD,"))).hasSize(4).allMatch(line -> line.contains("MAP-405"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-05-08, 2025-05-09, 'f.csv:3 MAP-406 | 2025-05-09 | each day once; it stands in line 2, too'",
        "2025-05-08, 2025-04-08, 'f.csv:3 MAP-406 | 2025-04-08 | a day in the order of the table; beside it, in line 4, stands 2025-05-07'",
        "2025-05-08, 2026-05-08, 'f.csv:3 MAP-406 | 2026-05-08 | a day in the order of the table; beside it, in line 2, stands 2025-05-09'",
        "2025-05-09, 2024-05-09, 'f.csv:2 MAP-406 | 2024-05-09 | a day in the order of the table; beside it, in line 3, stands 2025-05-08'",
        "2025-05-06, 2025-06-06, 'f.csv:5 MAP-406 | 2025-06-06 | a day in the order of the table; beside it, in line 4, stands 2025-05-07'"
    })
    void a_day_that_stands_twice_or_where_it_does_not_belong_is_told(String right, String wrong, String finding) {
        assertThat(rows(TABLE.replace(right, wrong))).containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAP-405", "MAP-406", "MAP-407"})
    void what_is_broken_is_told_as_its_section_has_it(String code) throws IOException {
        String path = "mappings/exchange-rates-ecb.csv";
        String table = Files.readString(Path.of("src/test/resources/broken", code + ".csv"));
        List<Finding> findings = new ArrayList<>(RateDoubts.ofRows(path, table));
        findings.addAll(RateDoubts.ofJumps(ExchangeRates.readCsv(path, new StringReader(table)).rates(), ExchangeRates.NONE, RateFeeds.NONE));
        String section = Files.readString(Path.of("docs/errors.md")).split("## " + code + " ")[1];

        assertThat(findings).extracting(Finding::text).singleElement().isEqualTo(section.split("```")[1].strip());
    }
}
