package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How fast the whole job is, from an export to delivered documents with the outcome stored, in cold processes with a heap of
 * 512 MB: Hourbook at several sizes, files read again, starts, and other ways of doing the same job beside it. Every sum is
 * checked before a figure counts. Not a test of the build: {@code mvn -q -Pbench verify}; docs/performance.md has the options.
 */
class ThroughputBench {

    private static final Path FOLDER = Path.of("target/bench").toAbsolutePath();
    private static final int DISK_GB_PER_MILLION = 4;

    private final Options options = Options.ofSystem();
    private final Studio studio = new Studio(options.seed());
    private final List<Observed> all = new ArrayList<>();
    private final List<Stages> stages = new ArrayList<>();
    private Starts starts;

    @Test
    void everyTotalIsRightAndEveryGoalIsMet() throws IOException, SQLException {
        Files.createDirectories(FOLDER);
        Machine machine = Machine.here();
        say(machine.sentence());
        try {
            for (long size : new LinkedHashSet<>(options.sizes())) {
                hourbook(size);
            }
            for (Contender contender : options.contenders()) {
                rival(contender);
            }
        } finally {
            // what was measured before something went wrong is told, too
            new Report(options, machine, all, stages, starts).write(FOLDER);
        }
        Report report = new Report(options, machine, all, stages, starts);
        report.table().forEach(System.out::println);
        say("Also in " + FOLDER.resolve("table.md") + " and " + FOLDER.resolve("figures.json"));
        if (options.goals()) {
            assertThat(report.missed()).as("goals that were missed").isEmpty();
        } else {
            report.missed().forEach(missed -> say("missed: " + missed));
        }
    }

    private void hourbook(long size) throws IOException, SQLException {
        enoughRoom(size);
        Timesheet sheet = Timesheet.of(options.seed(), size);
        Path export = FOLDER.resolve(size + ".csv");
        sheet.export(export);
        Expectation wanted = Expectation.of(studio, sheet);
        boolean extras = options.extras() && size == options.compared();
        try (Bench bench = new Bench(options, studio, FOLDER)) {
            keep(bench.firstTime(export, wanted));
            stages.add(bench.stages(size));
            if (extras) {
                keep(bench.again(export, wanted));
                Timesheet changed = sheet.withOneChanged(size / 2);
                changed.export(export);
                Expectation corrected = Expectation.of(studio, changed);
                keep(bench.corrected(export, corrected));
                keep(bench.nothingDue(corrected));
                starts = bench.starts();
            }
        } finally {
            Files.deleteIfExists(export);
        }
    }

    private void rival(Contender contender) throws IOException, SQLException {
        long size = contender.atMost() == 0 ? options.compared() : Math.min(contender.atMost(), options.compared());
        Timesheet sheet = Timesheet.of(options.seed(), size);
        Path export = FOLDER.resolve(size + ".csv");
        sheet.export(export);
        try (Rivalry rivalry = new Rivalry(options, FOLDER)) {
            keep(rivalry.run(contender, studio, export, Expectation.of(studio, sheet)));
        } finally {
            Files.deleteIfExists(export);
        }
    }

    private void keep(Observed one) {
        all.add(one);
        String rate = one.what().equals(Bench.NOTHING_DUE) ? ""
                : String.format(
                        Locale.ROOT, " for %,d entries, %,.0f entries/s, %,.0f µs per entry, %.4f statements per entry", one.entries(), one.rate(),
                        one.microsPerEntry(), one.statementsPerEntry());
        say(String.format(
                Locale.ROOT, "%s, %s: %.1f s%s; CPU %.1f s, of the server %.1f s", one.who(), one.what(), one.elapsedMs() / 1_000.0, rate, one.cpu(),
                one.serverCpu()));
    }

    private static void enoughRoom(long size) {
        long wanted = size / 1_000_000 * DISK_GB_PER_MILLION << 30;
        assertThat(new java.io.File(System.getProperty("java.io.tmpdir")).getUsableSpace())
                .as("bytes free in " + System.getProperty("java.io.tmpdir") + " for " + size + " entries").isGreaterThan(wanted);
    }

    private static void say(String words) {
        System.out.println(words);
        System.out.flush();
    }
}
