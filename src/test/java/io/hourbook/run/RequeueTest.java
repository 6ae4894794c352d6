package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.expense.Expenses;
import io.hourbook.entry.Row;
import io.hourbook.exchange.FeedBench;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an edit of the mappings brings back to work, and what it leaves alone. */
class RequeueTest {

    private static final AllocationBench BENCH = new AllocationBench();

    @BeforeEach
    void empty() {
        BENCH.empty();
    }

    @Test
    void workTakesTheRateOfItsDayOnceThatIsPublished() {
        BENCH.edit("exchange-rates-ecb.csv", until("2025-03-28"));
        take();
        assertThat(rateDate()).isEqualTo("2025-03-27");

        BENCH.edit("exchange-rates-ecb.csv", UnaryOperator.identity());
        afterEdit();

        assertThat(rateDate()).isEqualTo("2025-03-28");
    }

    @Test
    void workThatWaitsForARateGoesOnWithTheOneThatWasFetchedToTheCent() {
        BENCH.edit(Map.of("exchange-rates-ecb.csv", until("2025-04-25"),
                "rates.csv", text -> text.replace("ACME,,,,140.00,USD", "ACME,,,,100.00,GBP")));
        BENCH.take("toggl-london", Row.timed("W01", "2025-05-09T09:00", 3_600).on("ACME-WEB", "DEV").id("1"));
        assertThat(BENCH.reason("1")).isEqualTo("no-exchange-rate");

        try (FeedBench feed = new FeedBench(BENCH.entries.jdbc.getDataSource(), "2025-05-09T15:00:00Z")) {
            feed.answers("/eurofxref-daily.xml", FeedBench.xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477"));
            feed.look();
            BENCH.fetched(feed.kept.current());
        }
        afterEdit();

        Map<String, Object> bill = BENCH.bill("1");
        assertThat(bill.get("state")).isEqualTo("allocated");
        assertThat((BigDecimal) bill.get("amount")).as("100.00 × 1.1252 ÷ 0.8477 = 132.7356…").isEqualByComparingTo("132.74");
        assertThat(bill.get("exchange")).isEqualTo("{\"from\":\"GBP\",\"to\":\"USD\",\"rate\":\"1.327356376\",\"date\":\"2025-05-09\","
                + "\"source\":\"ECB\",\"id\":\"eurofxref-daily.xml@1#2025-05-09\"}");
    }

    @Test
    void theCompanysOwnTableGoesBeforeWhatWasFetched() {
        try (FeedBench feed = new FeedBench(BENCH.entries.jdbc.getDataSource(), "2025-05-09T15:00:00Z")) {
            feed.answers("/eurofxref-daily.xml", FeedBench.xml("2025-03-28", "USD", "1.2000", "TRY", "41.05"));
            feed.look();
            BENCH.fetched(feed.kept.current());
        }

        take();

        assertThat(BENCH.entries.jdbc.queryForObject("select json_value(exchange, '$.id') from bill_allocation", String.class))
                .isEqualTo("mappings/exchange-rates-ecb.csv#2025-03-28");
        assertThat(BENCH.book().exchangeRates().cross("EUR", "TRY", LocalDate.of(2025, 3, 28), 7)).isPresent();
    }

    @Test
    void anEditedRateRewritesNothingThatWasAgreed() {
        take();

        BENCH.edit("rates.csv", text -> text.replace("BLAU,,CONSULT,,165.00", "BLAU,,CONSULT,,999.00"));
        BENCH.entries.jdbc.update("insert into work select id from entry");
        afterEdit();

        assertThat(BENCH.entries.jdbc.queryForObject("select rate from bill_allocation", String.class)).startsWith("165.00");
    }

    @Test
    void anEditedCostRateRewritesNoLabourOfWorkThatWaitsForItsClient() {
        BENCH.take("toggl-berlin", Row.timed("W05", "2025-03-28T09:00", 3_600).on("NOPE", "CONSULT").id("1"));

        BENCH.edit("workers.csv", text -> text.replace("DE,monday,51.00", "DE,monday,77.00"));
        afterEdit();

        assertThat(BENCH.entries.jdbc.queryForObject("select cost_rate from pay_allocation", String.class)).startsWith("51.00");
    }

    @Test
    void workThatWasBeforeTheStartComesInWhenTheStartIsEarlierAndWhatIsInStays() {
        BENCH.edit("targets.yaml", text -> text.replace("    starts:", "    starts: 2025-03-28"));
        BENCH.take("toggl-berlin", day("2025-03-01", "1"), day("2025-03-20", "2"), day("2025-03-28", "3"));
        assertThat(reasons()).containsExactly("before-start", "before-start", null);

        BENCH.edit("targets.yaml", text -> text.replace("    starts:", "    starts: 2025-03-15"));
        afterEdit();
        assertThat(reasons()).containsExactly("before-start", null, null);

        BENCH.edit("targets.yaml", text -> text.replace("    starts:", "    starts: 2026-01-01"));
        afterEdit();
        assertThat(reasons()).as("what stands on documents is not taken off them").containsExactly("before-start", null, null);

        BENCH.edit("sources.csv", text -> text.replace("toggl-berlin,toggl,Europe/Berlin,,", "toggl-berlin,toggl,Europe/Berlin,,2025-03-02"));
        afterEdit();
        assertThat(reasons()).as("the source's own start").containsExactly("before-start", null, null);

        BENCH.edit("targets.yaml", UnaryOperator.identity());
        afterEdit();
        assertThat(reasons()).containsExactly(null, null, null);
    }

    @Test
    void whatTheTrackerInvoicedIsBilledOnceThePolicyOfItsSourceSaysSo() {
        BENCH.take("toggl-berlin", day("2025-03-28", "1").invoiced());
        assertThat(reasons()).containsExactly("already-invoiced");

        BENCH.edit("holds.yaml", text -> text.replace("already_invoiced_sources:", "already_invoiced_sources:\n  toggl-london: bill"));
        afterEdit();
        assertThat(reasons()).as("another source's word").containsExactly("already-invoiced");

        BENCH.edit("holds.yaml", text -> text.replace("already_invoiced_sources:", "already_invoiced_sources:\n  toggl-berlin: bill"));
        afterEdit();
        assertThat(reasons()).containsExactly((String) null);

        BENCH.empty();
        BENCH.edit("holds.yaml", text -> text
                .replace("already_invoiced: exclude", "already_invoiced: bill")
                .replace("already_invoiced_sources:", "already_invoiced_sources:\n  toggl-berlin: exclude"));
        BENCH.take("toggl-berlin", day("2025-03-28", "1").invoiced());
        BENCH.take("toggl-london", day("2025-03-29", "2").invoiced());
        assertThat(reasons()).containsExactly("already-invoiced", null);
    }

    private static Row day(String date, String id) {
        return Row.timed("W05", date + "T09:00", 3_600).on("BLAU-ERP", "CONSULT").id(id);
    }

    private static List<String> reasons() {
        return BENCH.entries.jdbc.queryForList("select reason from bill_allocation order by work_date, entry_id", String.class);
    }

    private static void take() {
        BENCH.take("toggl-berlin", Row.timed("W05", "2025-03-28T09:00", 3_600).on("BLAU-ERP", "CONSULT").id("1"));
    }

    private static void afterEdit() {
        new Requeue(
                BENCH.entries.jdbc, BENCH.entries.transaction, null,
                new Expenses(BENCH.entries.jdbc, BENCH.entries.transaction, BENCH.groups())).afterEdit(BENCH.pass());
        BENCH.entries.work().rewind();
        BENCH.allocate();
    }

    private static UnaryOperator<String> until(String day) {
        return text -> text.lines()
                .filter(line -> !line.matches("\\d{4}-.*") || line.compareTo(day) < 0)
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String rateDate() {
        return BENCH.entries.jdbc.queryForObject("select json_value(exchange, '$.date') from bill_allocation", String.class);
    }
}
