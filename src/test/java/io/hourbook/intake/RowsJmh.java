package io.hourbook.intake;

import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.Formats;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What reading a row of a Clockify export into an entry costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowsJmh {

    private static final int ROWS = 1_000;
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Source source = new Source("jmh", "clockify", ZONE, Source.DateOrder.MDY, null, null);
    private final Zones zones = new Zones(ZONE, nobody -> Optional.empty(), ZONE);
    private SourceFormat format;
    private String export;

    @Setup
    public void write() {
        format = Formats.load(Path.of("mappings")).get("clockify");
        StringBuilder rows = new StringBuilder("\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Billable\","
                + "\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\"\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(String.format(
                    "\"Project %03d\",\"Client %02d\",\"Design, part %d\",\"Design\",\"Worker %03d\",\"\",\"w%03d@studio.example\",\"\",\"Yes\","
                            + "\"03/05/2025\",\"02:%02d:%02d PM\",\"03/05/2025\",\"03:%02d:%02d PM\",\"01:00:00\",\"1.00\"%n",
                    i % 800, i % 100, i, i % 500, i % 500, i / 60 % 60, i % 60, i / 60 % 60, i % 60));
        }
        export = rows.toString();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public List<ReceivedRow> readARow() throws IOException {
        try (CsvFile csv = CsvFile.open(() -> new StringReader(export), source, format, zones, "export.csv")) {
            return csv.next();
        }
    }
}
