package io.hourbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.proof.AccountingEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmark's studio for tests that need a large company: mappings, one export, and what the books must come to. */
public final class BigStudio {

    public static final String SOURCE = Studio.SOURCE;
    private static final long SEED = 17;

    private final Studio studio = new Studio(SEED);
    private Expectation wanted;

    public void mappings(Path mappings) throws IOException {
        StudioMappings.write(studio, mappings);
    }

    public void export(Path file, int entries) throws IOException {
        Timesheet sheet = Timesheet.of(SEED, entries);
        sheet.export(file);
        wanted = Expectation.of(studio, sheet);
    }

    /** Every line, second and cent at the endpoint as it was counted when the export was written; nothing twice. */
    public void assertExact(AccountingEndpoint target) {
        Totals seen = new Totals();
        List<String> faults = new ArrayList<>();
        for (JsonNode one : target.documents()) {
            try {
                DocumentSums document = DocumentSums.read(one.toString().getBytes(StandardCharsets.UTF_8));
                document.faults.forEach(fault -> faults.add(document.reference() + ": " + fault));
                seen.add(document.totals);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        faults.addAll(wanted.totals.differences(seen));
        assertThat(faults).as("documents, against what was counted").isEmpty();
        assertThat(target.twice()).isEmpty();
        assertThat(target.complaints()).isEmpty();
    }
}
