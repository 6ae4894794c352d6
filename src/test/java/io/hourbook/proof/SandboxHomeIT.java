package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Path targets = production.home().resolve("mappings/targets.yaml");
            Files.writeString(targets, Files.readString(targets).replaceFirst("(?m)^    token:$", "    token: \\${env:BOOKS_TOKEN}"));
            sync(production, Map.of("BOOKS_TOKEN", "s3cret", "HOURBOOK_TARGET_URL", books.url()));
            Path archive = shelf.resolve("production.zip");
            assertThat(production.run(books, "export", "archive", archive.toString()).exit()).isZero();

            Company.Ended restored = trial.run(books, "restore", "--targets", "sandbox", archive.toString());
            assertThat(restored.exit()).as(restored.err()).isZero();
            assertThat(restored.out()).as("without the secret of production, which is not on this machine").contains("conserved  yes");
            assertThat(restored.err()).contains("This home delivers to the sandbox only").doesNotContain("must be stopped for good");
            int calls = books.calls();
            Company.Ended asProduction = trial.run(books, "sync", "--json");
            assertThat(asProduction.exit()).isEqualTo(1);
            assertThat(asProduction.err()).contains("HOURBOOK_TARGETS: DEL-301 this home delivers to the sandbox only");

            // what is tried out is edited before the first start
            Path rollout = trial.home().resolve("mappings/rollout.yaml");
            Files.writeString(rollout, "# everybody, for now\n" + Files.readString(rollout));
            trial.drop(Company.EXPORTS.get(LATER), LATER, Company.export(LATER));
            JsonNode tried = sync(trial, Map.of("HOURBOOK_TARGETS", "sandbox", "HOURBOOK_TARGET_URL", books.url()));
            assertThat(tried.path("conserved").asBoolean()).isTrue();
            assertThat(tried.path("documents").path("delivered").asInt()).as("what the later export changed and made").isPositive();
            assertThat(tried.path("documents").path("failed").asInt() + tried.path("documents").path("pending").asInt()).isZero();
            assertThat(books.calls()).as("calls that production heard of the trial").isEqualTo(calls);

            production.drop(Company.EXPORTS.get(LATER), LATER, Company.export(LATER));
            JsonNode real = sync(production, Map.of("BOOKS_TOKEN", "s3cret", "HOURBOOK_TARGET_URL", books.url()));
            Figures.assertSampleCompany(books);
            for (String state : new String[] {"rows", "held", "excluded", "seconds"}) {
                assertThat(tried.path(state)).as(state).isEqualTo(real.path(state));
            }
            for (String count : new String[] {"created", "updated", "delivered"}) {
                assertThat(tried.path("documents").path(count)).as(count).isEqualTo(real.path("documents").path(count));
            }
        }
    }

    private static JsonNode sync(Company company, Map<String, String> settings) {
        Company.Ended ended = company.start(settings, "sync", "--json").await();
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err().contains("This home delivers to the sandbox only")).isEqualTo(settings.containsKey("HOURBOOK_TARGETS"));
        return ended.json();
    }
}
