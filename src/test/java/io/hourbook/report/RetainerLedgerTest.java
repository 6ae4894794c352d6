package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RetainerLedgerTest {

    private final PlantedBooks planted = new PlantedBooks();

    @Test
    void a_retainer_is_what_was_prepaid_less_what_was_drawn_in_each_period() {
        draw("RET-EMBER", "2025-04", "2935.00");
        draw("RET-EMBER", "2025-03", "13000.00");
        draw("RET-EMBER", "2025-03", "65.00");
        draw("RET-GONE", "2025-03", "1.250", "KWD");
        assertThat(new ObjectMapper().valueToTree(new RetainerLedger(planted.jdbc, PlantedBooks.book().retainers()).balances()).toString())
                .isEqualTo("[{\"retainer\":\"RET-EMBER\",\"client\":\"EMBER\",\"currency\":\"USD\",\"prepaid\":\"16000.00\","
                        + "\"drawdown\":{\"2025-03\":\"13065.00\",\"2025-04\":\"2935.00\"},\"balance\":\"0.00\",\"from\":\"2025-03-01\"},"
                        + "{\"retainer\":\"RET-FJORD\",\"client\":\"FJORD\",\"currency\":\"EUR\",\"prepaid\":\"14000.00\",\"drawdown\":{},"
                        + "\"balance\":\"14000.00\",\"from\":\"2025-03-01\"},"
                        + "{\"retainer\":\"RET-GONE\",\"client\":null,\"currency\":\"KWD\",\"prepaid\":\"0.000\","
                        + "\"drawdown\":{\"2025-03\":\"1.250\"},\"balance\":\"-1.250\",\"from\":null}]");
    }

    private void draw(String retainer, String period, String amount) {
        draw(retainer, period, amount, "USD");
    }

    private void draw(String retainer, String period, String amount, String currency) {
        long entry = planted.entry(retainer + period + amount, "row", LocalDate.of(2025, 3, 4), 3600);
        planted.jdbc.update(
                "insert into drawing values (?, ?, ?, 'DEV', '4020', ?, ?, 3600, 3600, 0, 0, 0, false, null, null)",
                retainer, entry, period, currency, amount);
    }
}
