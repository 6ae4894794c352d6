package io.hourbook.document;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the JSON of an invoice's line costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineJsonJmh {

    private final BigDecimal amount = new BigDecimal("1162.50");
    private final BigDecimal rate = new BigDecimal("155.000000");
    private long seconds = 27_000;

    @Benchmark
    public String writeALine() {
        return new LineJson()
                .entry("clockify:7f3k9x2m4n8p")
                .text("description", "Development, part 123456")
                .text("worker", "W02")
                .text("project", "ACME-APP")
                .text("job", "JOB-102")
                .text("service", "DEV")
                .text("item", "ITEM-DEV")
                .text("account", "4020")
                .text("workDate", "2025-03-04")
                .number("seconds", seconds++)
                .number("rawSeconds", 26_110)
                .text("hours", "7.5000")
                .text("rate", LineJson.rate(rate, "USD"))
                .money("amount", amount, "USD")
                .money("baseAmount", amount, "USD")
                .original("USD", amount)
                .raw("exchange", null)
                .text("taxForm", null)
                .text("section", "time")
                .done();
    }
}
