package io.hourbook.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateTableTest {

    private static final LocalDate JANUARY = LocalDate.of(2025, 1, 1);
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 4);
    private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);

    @Test
    void the_row_that_names_most_wins() {
        RateTable table = new RateTable(List.of(
                row("ACME", null, null, null, "140.00"),
                row("ACME", null, "DESIGN", null, "125.00"),
                row("ACME", "ACME-APP", null, null, "155.00"),
                row("ACME", "ACME-APP", "DEV", "W02", "171.00")));

        assertThat(found(table, "ACME", "ACME-WEB", "DEV", "W02", MARCH)).isEqualTo("140.00");
        assertThat(found(table, "ACME", "ACME-WEB", "DESIGN", "W02", MARCH)).isEqualTo("125.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W02", MARCH)).isEqualTo("171.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", MARCH)).isEqualTo("155.00");
    }

    @Test
    void on_a_tie_the_project_goes_before_the_client_the_worker_and_the_service() {
        List<Rate> single = List.of(
                row("C", null, null, null, "2.00"),
                row(null, "P", null, null, "1.00"),
                row(null, null, "S", null, "4.00"),
                row(null, null, null, "W", "3.00"));
        assertThat(found(new RateTable(single), "C", "P", "S", "W", MARCH)).isEqualTo("1.00");
        assertThat(found(new RateTable(single), "C", "other", "S", "W", MARCH)).isEqualTo("2.00");
        assertThat(found(new RateTable(single), "other", "other", "S", "W", MARCH)).isEqualTo("3.00");
        assertThat(found(new RateTable(single), "other", "other", "S", "other", MARCH)).isEqualTo("4.00");

        List<Rate> pairs = List.of(
                row(null, null, "S", "W", "6.00"),
                row("C", null, "S", null, "5.00"),
                row("C", null, null, "W", "4.00"),
                row(null, "P", "S", null, "3.00"),
                row(null, "P", null, "W", "2.00"),
                row("C", "P", null, null, "1.00"));
        for (int i = 0; i < pairs.size(); i++) {
            List<Rate> rest = pairs.subList(0, pairs.size() - i);
            assertThat(found(new RateTable(rest), "C", "P", "S", "W", MARCH)).isEqualTo((i + 1) + ".00");
        }
    }

    @Test
    void of_rows_that_name_the_same_the_latest_begun_holds() {
        RateTable table = new RateTable(List.of(
                row("ACME", "ACME-APP", null, null, "155.00"),
                dated("ACME", "ACME-APP", "162.50", APRIL, null)));

        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", APRIL.minusDays(1))).isEqualTo("155.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", APRIL)).isEqualTo("162.50");
    }

    @Test
    void a_more_specific_row_outside_its_dates_leaves_the_work_to_a_less_specific_one() {
        RateTable table = new RateTable(List.of(
                row("ACME", null, null, null, "140.00"),
                dated("ACME", "ACME-APP", "155.00", MARCH, APRIL)));

        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", MARCH.minusDays(1))).isEqualTo("140.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", MARCH)).isEqualTo("155.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", APRIL.minusDays(1))).isEqualTo("155.00");
        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", APRIL)).isEqualTo("140.00");
    }

    @Test
    void a_row_that_is_over_leaves_the_work_to_an_earlier_open_one_that_names_the_same() {
        RateTable table = new RateTable(List.of(
                dated("ACME", "ACME-APP", "155.00", JANUARY, null),
                dated("ACME", "ACME-APP", "99.00", MARCH, APRIL)));

        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", APRIL)).isEqualTo("155.00");
    }

    @Test
    void a_row_that_names_a_project_need_not_name_its_client() {
        RateTable table = new RateTable(List.of(row(null, "ACME-APP", null, null, "155.00")));

        assertThat(found(table, "ACME", "ACME-APP", "DEV", "W01", MARCH)).isEqualTo("155.00");
    }

    @Test
    void a_row_with_another_name_never_fits_and_without_a_row_there_is_no_rate() {
        RateTable table = new RateTable(List.of(row("ACME", "ACME-APP", null, "W02", "155.00")));

        assertThat(table.find("ACME", "ACME-APP", "DEV", "W01", MARCH)).isEmpty();
        assertThat(table.find("ACME", "ACME-APP", "DEV", "W02", JANUARY.minusDays(1))).isEmpty();
        assertThat(table.find(null, null, null, null, MARCH)).isEmpty();
        assertThat(new RateTable(List.of()).find("ACME", "ACME-APP", "DEV", "W02", MARCH)).isEmpty();
    }

    @Test
    void the_order_of_rows_never_matters() {
        List<Rate> rates = new java.util.ArrayList<>(List.of(
                row("ACME", null, null, null, "140.00"),
                row("ACME", "ACME-APP", null, null, "155.00"),
                dated("ACME", "ACME-APP", "162.50", APRIL, null),
                row("ACME", "ACME-APP", "DEV", "W02", "171.00")));
        for (int turn = 0; turn < rates.size(); turn++) {
            Collections.rotate(rates, 1);
            assertThat(found(new RateTable(rates), "ACME", "ACME-APP", "DEV", "W01", APRIL)).isEqualTo("162.50");
        }
    }

    @Test
    void rows_that_name_the_same_and_start_on_the_same_day_are_ties() {
        Rate first = row("ACME", null, null, null, "140.00");
        Rate same = row("ACME", null, null, null, "150.00");
        Rate later = dated("ACME", null, "140.00", APRIL, null);
        Rate other = row("BLAU", null, null, null, "140.00");

        assertThat(RateTable.ties(List.of(first, later, same, other))).containsExactly(new RateTable.Tie(first, same));
    }

    private static String found(
            RateTable table, String client, String project, String service, String worker, LocalDate date) {
        return table.find(client, project, service, worker, date).orElseThrow().rate().toPlainString();
    }

    private static Rate row(String client, String project, String service, String worker, String rate) {
        return new Rate(
                client, project, service, worker, new BigDecimal(rate), "USD", JANUARY, null, "mappings/rates.csv:2");
    }

    private static Rate dated(String client, String project, String rate, LocalDate from, LocalDate until) {
        return new Rate(client, project, null, null, new BigDecimal(rate), "USD", from, until, "mappings/rates.csv:3");
    }
}
