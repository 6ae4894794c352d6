package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every row of the sample company's eight exports. */
class SampleCompanyTest {

    private static final Path ENTRIES = Path.of("src/main/resources/sample/entries");
    private static final Map<String, Source> FILES = new LinkedHashMap<>();

    static {
        FILES.put("clockify-detailed-los-angeles.csv", Reading.LOS_ANGELES);
        FILES.put("clockify-detailed-los-angeles.week-11-again.csv", Reading.LOS_ANGELES);
        FILES.put("clockify-malformed.csv", Reading.LOS_ANGELES);
        FILES.put("clockify-detailed-new-york.csv", Reading.NEW_YORK);
        FILES.put("toggl-detailed-berlin.csv", Reading.BERLIN);
        FILES.put("toggl-detailed-london.csv", Reading.LONDON);
        FILES.put("kimai-export.csv", Reading.TOKYO);
        FILES.put("harvest-time-report.csv", Reading.HARVEST);
    }

    private static List<ReceivedRow> all() {
        return FILES.entrySet().stream()
                .flatMap(file -> Reading.file(ENTRIES.resolve(file.getKey()), file.getValue()).stream())
                .toList();
    }

    @Test
    void theEightFilesHoldElevenHundredAndThirtyThreeEntriesAndTwoMalformedRows() {
        List<ReceivedRow> rows = all();

        assertThat(rows).hasSize(1135);
        assertThat(rows).filteredOn(row -> row instanceof ReceivedEntry).hasSize(1133);
        assertThat(rows).filteredOn(row -> row instanceof ReceivedRow.Malformed).hasSize(2);
    }

    @Test
    void noRowIsDoubtfulByItselfAlthoughBothClockChangesAreAmongThem() {
        assertThat(all()).filteredOn(row -> row instanceof ReceivedEntry entry && !entry.suspicions().isEmpty()).isEmpty();
    }

    @Test
    void theMalformedRowsSayWhatIsWrongWithThem() {
        List<ReceivedRow> rows = Reading.file(ENTRIES.resolve("clockify-malformed.csv"), Reading.LOS_ANGELES);

        assertThat(rows).map(row -> ((ReceivedRow.Malformed) row).finding()).containsExactly(
                new Finding("FMT-304", "inbox/clockify-los-angeles/clockify-malformed.csv:2",
                        "the Start Date is no date of a year from 1970 to 2100", "13/45/2025",
                        "month/day/year, 03/04/2025 being the 4th of March",
                        "correct the date, or name the order of the account's dates in mappings/sources.csv"),
                new Finding("FMT-307", "inbox/clockify-los-angeles/clockify-malformed.csv:3", "the duration is negative",
                        "-01:00:00", "0 or more", "correct the entry in the tracker and export it again"));
        assertThat(((ReceivedRow.Malformed) rows.get(0)).raw()).startsWith("\"Internal\",\"Harbour Lane Studio\"").endsWith("\"0.00\"");
    }
}
