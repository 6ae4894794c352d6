package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Approval;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.Formats;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tracker that nobody has heard of, taken with a file of words and no Java. */
class NewTrackerTest {

    @Test
    void anInventedTrackersExportIsTakenByItsFormatFileAlone() {
        Path home = Path.of("src/test/resources/intake/new-tracker");
        SourceFormat format = Formats.load(home.resolve("mappings")).get("sundial");
        Source source = Reading.source("sundial-oslo", "sundial", "Europe/Oslo", null);

        List<ReceivedRow> rows = Reading.file(home.resolve("sundial-export.csv"), source, format);

        assertThat(rows).hasSize(5);
        ReceivedEntry first = (ReceivedEntry) rows.get(0);
        assertThat(first.sourceId()).isEqualTo("S-1");
        assertThat(first.names().worker()).isEqualTo("Kari Nordmann");
        assertThat(first.names().service()).isEqualTo("Tegning");
        assertThat(first.startAt()).isEqualTo(Instant.parse("2025-03-04T07:15:00Z"));
        assertThat(first.seconds()).isEqualTo(90 * 60);
        assertThat(first.billable()).isTrue();
        assertThat(first.approval()).isEqualTo(Approval.APPROVED);
        assertThat(((ReceivedEntry) rows.get(1)).approval()).isEqualTo(Approval.UNAPPROVED);
        assertThat(rows.get(2)).isEqualTo(new ReceivedRow.Skipped(4, "lunch"));
        assertThat(rows.get(3)).isEqualTo(new ReceivedRow.Skipped(5, "still running"));
        assertThat(((ReceivedRow.Malformed) rows.get(4)).finding().code()).isEqualTo("FMT-304");
    }
}
