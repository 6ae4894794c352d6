package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An export that is edited and dropped again, five times over, comes to the same documents, net, as its last version alone in
 * a fresh home: while everything is a draft, and where the target holds everything for final.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditedExportIT {

    private static final String FILE = "clockify-detailed-new-york.csv";
    private static final String SOURCE = "clockify-new-york";
    private static final long SEED = 20250301;

    private final List<String> versions = new ArrayList<>();
    private Map<String, BigDecimal> lastAlone;
    private JsonNode lastSummary;

    @BeforeAll
    void theLastVersionAlone() {
        Edits edits = new Edits(Company.export(FILE), SEED);
        versions.add(edits.text());
        for (int edit = 1; edit <= 5; edit++) {
            edits.edit();
            versions.add(edits.text());
        }
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            dropOthers(company);
            company.drop(SOURCE, "export.csv", versions.get(5));
            lastSummary = company.sync(target);
            lastAlone = Wire.net(target.documents());
        }
    }

    @AfterAll
    void forget() {
        versions.clear();
    }

    @Test
    void draftsFollowFiveEdits() {
        try (AccountingEndpoint target = new AccountingEndpoint()) {
            Map<String, BigDecimal> net = fiveEdits(target);

            assertThat(net).containsExactlyInAnyOrderEntriesOf(lastAlone);
            assertThat(target.documents()).as("no correction is needed while everything is a draft")
                    .noneMatch(document -> document.path("type").asText().matches("credit-note|vendor-credit"));
            assertThat(target.updated()).isPositive();
        }
    }

    @Test
    void finalDocumentsAreCorrectedAndNeverChanged() {
        try (AccountingEndpoint target = new AccountingEndpoint().finals()) {
            Map<String, BigDecimal> net = fiveEdits(target);

            // once a retainer's documents are final, what comes late draws last: how much is drawn and earned stays the same
            assertThat(Wire.inAnyOrderOfDrawing(net)).containsExactlyInAnyOrderEntriesOf(Wire.inAnyOrderOfDrawing(lastAlone));
            assertThat(target.documents()).as("what was final is credited")
                    .anyMatch(document -> document.path("type").asText().equals("credit-note"));
            assertThat(target.updated()).isZero();
        }
    }

    private Map<String, BigDecimal> fiveEdits(AccountingEndpoint target) {
        try (Company company = Company.ofRepository()) {
            dropOthers(company);
            JsonNode summary = null;
            for (String version : versions) {
                company.drop(SOURCE, "export.csv", version);
                summary = company.sync(target);
                assertThat(summary.path("conserved").asBoolean()).as(summary.toString()).isTrue();
            }

            for (String state : List.of("held", "excluded", "seconds")) {
                assertThat(summary.path(state)).as(state).isEqualTo(lastSummary.path(state));
            }
            assertThat(target.twice()).isEmpty();
            assertThat(target.complaints()).isEmpty();
            Wire.assertSound(target.documents());
            return Wire.net(target.documents());
        }
    }

    private static void dropOthers(Company company) {
        Company.EXPORTS.forEach((file, source) -> {
            if (!file.equals(FILE)) {
                company.drop(source, file, Company.export(file));
            }
        });
    }
}
