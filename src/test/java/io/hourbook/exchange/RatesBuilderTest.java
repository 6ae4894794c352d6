package io.hourbook.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** Tables of rates that are wrong from end to end. */
class RatesBuilderTest {

    @Test
    void aTableFullOfFaultsDoesNotFillTheMemoryWithThem() {
        assertThat(ExchangeRates.readCsv("rates.csv", new StringReader("Date,USD\n" + "x\n".repeat(5_000))).findings()).hasSize(1_000);
    }
}
