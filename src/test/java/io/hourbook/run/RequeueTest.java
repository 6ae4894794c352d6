package io.hourbook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.allocation.AllocationBench;
import io.hourbook.entry.Row;
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

    private static void take() {
        BENCH.take("toggl-berlin", Row.timed("W05", "2025-03-28T09:00", 3_600).on("BLAU-ERP", "CONSULT").id("1"));
    }

    private static void afterEdit() {
        new Requeue(BENCH.entries.jdbc, BENCH.entries.transaction).afterEdit(BENCH.pass());
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
