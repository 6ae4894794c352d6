package io.hourbook.bench;

import io.hourbook.exchange.Cross;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.money.MoneyRounding;
import io.hourbook.money.Price;
import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.overtime.PayPart;
import io.hourbook.overtime.WorkSlice;
import io.hourbook.rate.Rate;
import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the rules cost by themselves, once for each entry; a week of overtime once for 85. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformersJmh {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 5);

    private final TimeRule quarters = new TimeRule(15, TimeRounding.UP, 0, TimeRule.Scope.ENTRY);
    private final BigDecimal rate = new BigDecimal("155.00");
    private MappingBook book;
    private OvertimeRule california;
    private List<WorkSlice> week;
    private long seconds = 1_811;

    @Setup
    public void read() throws Exception {
        Path mappings = Files.createTempDirectory("hourbook-jmh-");
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mappings.resolve(Path.of("mappings").relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        StudioMappings.write(new Studio(17), mappings);
        book = new MappingLoader().load(mappings);
        california = book.policies().overtime().get("US-CA");
        week = new ArrayList<>();
        for (int i = 0; i < 85; i++) {
            week.add(new WorkSlice(i, DAY.plusDays(i / 17), 1_800 + i));
        }
    }

    @Benchmark
    public long roundTime() {
        return Rounding.round(seconds++, quarters);
    }

    @Benchmark
    public List<PayPart> splitAWeekOfOvertime() {
        return Overtime.split(week, DAY, california);
    }

    @Benchmark
    public Optional<Rate> findRate() {
        return book.rates().find("C03", "P103", "DESIGN", "B010", DAY);
    }

    @Benchmark
    public BigDecimal price() {
        return Price.of(seconds++, rate, "USD", MoneyRounding.HALF_UP);
    }

    @Benchmark
    public Optional<Cross> findExchangeRate() {
        return book.exchangeRates().cross("USD", "GBP", DAY, 7);
    }

    @Benchmark
    public BigDecimal priceExchanged() {
        return book.exchangeRates().cross("USD", "GBP", DAY, 7).orElseThrow().price(seconds++, rate, MoneyRounding.HALF_UP);
    }
}
