package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The benchmark's studio in small, through the packaged program: what the generator counts is what the books come to. */
class StudioIT {

    private static final long SEED = 17;
    private static final int ENTRIES = 3_000;

    @Test
    void theProgramBooksWhatTheGeneratorCounted() throws IOException {
        Studio studio = new Studio(SEED);
        // 25 workers for seven days: weeks that are over, worked whole, and a Saturday
        Timesheet sheet = Timesheet.of(SEED, ENTRIES).ofFirst(25);
        try (BooksEndpoint books = new BooksEndpoint(0); Company company = Company.ofRepository()) {
            StudioMappings.write(studio, company.home().resolve("mappings"));
            Path inbox = Files.createDirectories(company.home().resolve("inbox").resolve(Studio.SOURCE));
            sheet.export(inbox.resolve("export.csv"));

            JsonNode first = company.start(Map.of("HOURBOOK_TARGET_URL", books.url()), "sync", "--json").await().json();

            assertThat(Checks.faults(first, Expectation.of(studio, sheet), books)).isEmpty();

            Timesheet changed = sheet.withOneChanged(1_234);
            changed.export(inbox.resolve("export-2.csv"));
            JsonNode second = company.start(Map.of("HOURBOOK_TARGET_URL", books.url()), "sync", "--json").await().json();

            assertThat(second.path("rows").path("amended").asInt()).isEqualTo(1);
            assertThat(Checks.stateFaults(second, Expectation.of(studio, changed), books)).isEmpty();
        }
    }
}
