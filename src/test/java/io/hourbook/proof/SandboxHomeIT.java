package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production's archive, tried out beside it: production hears nothing of it, and both come to the same books. */
class SandboxHomeIT {

    private static final String LATER = "harvest-time-report.csv";

    @TempDir
    private Path shelf;

    @Test
    void aRestoredHomeDeliversToTheSandboxOnlyAndComesToTheSameBooks() throws IOException {
        try (AccountingEndpoint books = new AccountingEndpoint(); Company production = Company.ofRepository(); Company trial = Company.nowhere()) {
            Company.EXPORTS.forEach((file, source) -> {
                if (!file.equals(LATER)) {
                    production.drop(source, file, Company.export(file));
                }
            });
            production.sync(books);
            Path archive = shelf.resolve("production.zip");
            assertThat(production.run(books, "export", "archive", archive.toString()).exit()).isZero();

            Company.Ended restored = trial.run(books, "restore", "--targets", "sandbox", archive.toString());
            assertThat(restored.exit()).as(restored.err()).isZero();
            assertThat(restored.err()).contains("This home delivers to the sandbox only").doesNotContain("must be stopped for good");
            int calls = books.calls();
            Company.Ended asProduction = trial.run(books, "sync", "--json");
            assertThat(asProduction.exit()).isEqualTo(1);
            assertThat(asProduction.err()).contains("HOURBOOK_TARGETS: DEL-301 this home delivers to the sandbox only");

            // a secret of production's that is nowhere on this machine
            Path targets = trial.home().resolve("mappings/targets.yaml");
            Files.writeString(targets, Files.readString(targets).replaceFirst("(?m)^    token:$", "    token: \\${env:SECRET_OF_PRODUCTION}"));
            trial.drop(Company.EXPORTS.get(LATER), LATER, Company.export(LATER));
            JsonNode tried = sync(trial, books);
            assertThat(tried.path("conserved").asBoolean()).isTrue();
            assertThat(tried.path("documents").path("delivered").asInt()).as("what the later export changed and made").isPositive();
            assertThat(tried.path("documents").path("failed").asInt() + tried.path("documents").path("pending").asInt()).isZero();
            assertThat(books.calls()).as("calls that production heard of the trial").isEqualTo(calls);

            production.drop(Company.EXPORTS.get(LATER), LATER, Company.export(LATER));
            JsonNode real = production.sync(books);
            Figures.assertSampleCompany(books);
            for (String state : new String[] {"rows", "held", "excluded", "seconds"}) {
                assertThat(tried.path(state)).as(state).isEqualTo(real.path(state));
            }
            for (String count : new String[] {"created", "updated", "delivered"}) {
                assertThat(tried.path("documents").path(count)).as(count).isEqualTo(real.path("documents").path(count));
            }
        }
    }

    private static JsonNode sync(Company trial, AccountingEndpoint books) {
        Map<String, String> settings = new HashMap<>(Map.of("HOURBOOK_TARGETS", "sandbox", "HOURBOOK_TARGET_URL", books.url()));
        Company.Ended ended = trial.start(settings, "sync", "--json").await();
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("This home delivers to the sandbox only (HOURBOOK_TARGETS=sandbox)");
        return ended.json();
    }
}
