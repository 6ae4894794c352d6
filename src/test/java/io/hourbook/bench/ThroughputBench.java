package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.AccountingEndpoint;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * One CSV to delivered documents in one pass of the packaged program with a heap of 512 MB, 10,000 entries and then 100,000.
 * Not a test of the build: {@code mvn -q -Pbench verify}. Other sizes: {@code -Dbench.sizes=10000,100000,250000}; with
 * {@code -Dbench.recording=true} each pass leaves a flight recording in {@code target/bench}.
 */
class ThroughputBench {

    private static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    /** Heap before a collection, after it, and in all, in MB. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private record Figures(int entries, long elapsedMs, int documents, long peakMb, long liveMb) {

        long microsPerEntry() {
            return elapsedMs * 1_000 / entries;
        }

        String words() {
            return String.format(Locale.US,
                    "%,9d entries  %,7d ms  %,6d entries/s  %,5d µs per entry  %,4d documents  heap at most %d MB, %d MB after a collection",
                    entries, elapsedMs, entries * 1_000L / elapsedMs, microsPerEntry(), documents, peakMb, liveMb);
        }
    }

    @Test
    void perEntryAHundredThousandTakeNoLongerThanTenThousand() throws IOException {
        Files.createDirectories(FOLDER);
        List<Figures> all = new ArrayList<>();
        for (String size : System.getProperty("bench.sizes", "10000,100000").split(",")) {
            all.add(pass(Integer.parseInt(size)));
            System.out.println(all.get(all.size() - 1).words());
        }
        Files.write(FOLDER.resolve("figures.txt"), all.stream().map(Figures::words).toList());

        long first = all.get(0).microsPerEntry();
        assertThat(all).as("µs per entry, none above the first").allMatch(one -> one.microsPerEntry() <= first);
    }

    private static Figures pass(int entries) throws IOException {
        Path gc = FOLDER.resolve(entries + ".gc.log");
        Files.deleteIfExists(gc);
        List<String> flags = new ArrayList<>(List.of("-Xmx512m", "-Xlog:gc:file=" + gc));
        if (Boolean.getBoolean("bench.recording")) {
            flags.addAll(List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording=settings=profile,filename=" + FOLDER.resolve(entries + ".jfr")));
        }
        BigStudio studio = new BigStudio();
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            company.withFlags(flags.toArray(String[]::new));
            studio.mappings(company.home().resolve("mappings"));
            Path inbox = Files.createDirectories(company.home().resolve("inbox").resolve(BigStudio.SOURCE));
            studio.export(inbox.resolve("export.csv"), entries);

            JsonNode summary = company.sync(target);

            assertExact(summary, studio, target, entries);
            return figures(summary, target, entries, gc);
        }
    }

    private static Figures figures(JsonNode summary, AccountingEndpoint target, int entries, Path gc) throws IOException {
        long peak = 0;
        long live = 0;
        Matcher collection = COLLECTION.matcher(Files.readString(gc));
        while (collection.find()) {
            peak = Math.max(peak, Long.parseLong(collection.group(1)));
            live = Math.max(live, Long.parseLong(collection.group(2)));
        }
        return new Figures(entries, summary.path("elapsed_ms").asLong(), target.created(), peak, live);
    }

    /** Every second and every line at the endpoint, and every client's money, as the generator counted them. */
    private static void assertExact(JsonNode summary, BigStudio studio, AccountingEndpoint target, int entries) {
        assertThat(summary.path("conserved").asBoolean()).as(summary.toString()).isTrue();
        assertThat(summary.path("rows").path("new").asInt()).isEqualTo(entries);
        assertThat(summary.path("held").size()).as(summary.path("held").toString()).isZero();
        assertThat(summary.path("documents").path("pending").asInt() + summary.path("documents").path("failed").asInt()).isZero();
        assertThat(summary.path("seconds").path("received").asLong()).isEqualTo(studio.payrollSeconds + studio.vendorSeconds);
        studio.assertExact(target);
    }
}
