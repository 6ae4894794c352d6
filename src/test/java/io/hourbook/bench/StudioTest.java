package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioTest {

    private static final int ENTRIES = 2_000;

    @TempDir
    private Path folder;

    @Test
    void theSameSeedWritesTheSameFileAndCountsTheSame() throws IOException {
        Path first = export(Timesheet.of(17, ENTRIES), "first.csv");
        Path second = export(Timesheet.of(17, ENTRIES), "second.csv");
        Path other = export(Timesheet.of(18, ENTRIES), "other.csv");

        assertThat(first).hasSameTextualContentAs(second);
        assertThat(Files.mismatch(first, other)).isNotNegative();
        assertThat(count(17, ENTRIES).totals.differences(count(17, ENTRIES).totals)).isEmpty();
        assertThat(count(17, ENTRIES).totals.differences(count(18, ENTRIES).totals)).isNotEmpty();
    }

    @Test
    void aLongerExportBeginsAsAShorterOneDoes() throws IOException {
        String few = Files.readString(export(Timesheet.of(17, 600), "few.csv"));
        String more = Files.readString(export(Timesheet.of(17, ENTRIES), "more.csv"));

        assertThat(more).startsWith(few);
        assertThat(more.lines().count()).isEqualTo(ENTRIES + 1);
    }

    @Test
    void oneChangedEntryIsOneOtherLineAndOtherTotals() throws IOException {
        Path before = export(Timesheet.of(17, ENTRIES), "before.csv");
        Path after = export(Timesheet.of(17, ENTRIES).withOneChanged(1_000), "after.csv");

        java.util.List<String> changed = new java.util.ArrayList<>(Files.readAllLines(after));
        changed.removeAll(Files.readAllLines(before));
        assertThat(changed).singleElement().asString().contains(", part 1000\"");
        assertThat(Expectation.of(new Studio(17), Timesheet.of(17, ENTRIES).withOneChanged(1_000)).seconds)
                .isEqualTo(count(17, ENTRIES).seconds + 60);
    }

    @Test
    void everyRowIsPaidOrHeldAndChargedOrHeldOrLeftOut() throws IOException {
        Expectation counted = count(17, 20_000);

        assertThat(counted.entries).isEqualTo(20_000);
        assertThat(counted.held).containsOnlyKeys("unmapped-worker", "unmapped-project", "unmapped-service");
        assertThat(counted.held.values().stream().mapToLong(Long::longValue).sum()).isBetween(100L, 300L);
        assertThat(counted.excluded).containsOnlyKeys("non-billable", "not-rebilled", "zero");
        assertThat(counted.totals.sums().keySet()).anyMatch(of -> of.startsWith("payroll-batch") && of.endsWith("OT15"))
                .anyMatch(of -> of.startsWith("vendor-bill")).anyMatch(of -> of.startsWith("journal-entry  EUR"))
                .anyMatch(of -> of.startsWith("sales-invoice CUST-93")).anyMatch(of -> of.contains(" JPY "));
    }

    /** The sums alone would not see it. */
    @Test
    void twoLinesThatChangePlacesAreSeenByTheirMarks() {
        Totals wanted = new Totals();
        wanted.add("a", new Totals.Sum(1, 60, 100, 100, Totals.mark("B001", 60, 100)));
        wanted.add("a", new Totals.Sum(1, 90, 150, 150, Totals.mark("B002", 90, 150)));
        Totals seen = new Totals();
        seen.add("a", new Totals.Sum(1, 60, 100, 100, Totals.mark("B002", 60, 100)));
        seen.add("a", new Totals.Sum(1, 90, 150, 150, Totals.mark("B001", 90, 150)));

        assertThat(wanted.differences(seen)).singleElement().asString().startsWith("a: saw 2 lines, 150 s, 2.50");
    }

    private Path export(Timesheet sheet, String name) throws IOException {
        Path file = folder.resolve(name);
        sheet.export(file);
        return file;
    }

    private static Expectation count(long seed, long entries) throws IOException {
        return Expectation.of(new Studio(seed), Timesheet.of(seed, entries));
    }
}
