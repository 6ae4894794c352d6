package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a company whose service goes on working, restored where nobody ever saw that company. */
class BackupIT {

    @TempDir
    private Path shelf;

    @Test
    void aRestoredHomeHasTheSameFiguresAndCreatesNothing() throws IOException {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            Company.Running service = serve(company, target);
            List<Path> meanwhile = archiveWhilePassesGoOn(company, target);
            JsonNode before = company.sync(target);
            Path file = archive(company, target, "after.zip");
            service.process().destroy();
            service.await();
            Company.Ended books = company.run(target, "export", "ledger", "--format", "hledger");
            List<JsonNode> documents = target.documents();

            try (Company restored = Company.nowhere()) {
                JsonNode told = restore(restored, target, file);

                assertThat(told.path("conserved").asBoolean()).isTrue();
                assertThat(told.path("notes")).isEmpty();
                assertThat(told.path("figures")).isEqualTo(archiveFigures(file));
                JsonNode again = restored.sync(target);
                for (String state : List.of("held", "excluded", "seconds", "conserved")) {
                    assertThat(again.path(state)).as(state).isEqualTo(before.path(state));
                }
                assertNothingNew(again);
                assertThat(target.documents()).isEqualTo(documents);
                assertThat(restored.run(target, "export", "ledger", "--format", "hledger").out()).isEqualTo(books.out());
                assertThat(restored.taken()).isEqualTo(company.taken());

                // the same exports once more are known, every row of them
                restored.dropExports();
                JsonNode dropped = restored.sync(target);
                assertThat(dropped.path("rows").path("duplicates").asLong()).isEqualTo(Figures.expected().path("entries").path("rows").asLong());
                assertNothingNew(dropped);
                Figures.assertSampleCompany(target);
            }
            // an archive of the middle of the work is a company in the middle of its work: it goes on to the same end
            assertGoesOn(meanwhile.get(meanwhile.size() - 1), target);
        }
    }

    private static Company.Running serve(Company company, AccountingEndpoint target) {
        Company.Running service = company.start(
                Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(ServeIT.freePort())), "serve");
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return service.words().contains("Hourbook is up: ");
        });
        return service;
    }

    /** Starts archives one after the other until every export has been taken and sent. */
    private List<Path> archiveWhilePassesGoOn(Company company, AccountingEndpoint target) {
        List<Path> archives = new ArrayList<>();
        company.dropExports();
        do {
            archives.add(archive(company, target, "meanwhile-" + archives.size() + ".zip"));
        } while (company.taken().size() < Company.EXPORTS.size() && archives.size() < 10);
        return archives;
    }

    private Path archive(Company company, AccountingEndpoint target, String name) {
        Path file = shelf.resolve(name);
        Company.Ended ended = company.run(target, "export", "archive", file.toString(), "--json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.json().path("archive").asText()).isEqualTo(file.toString());
        assertThat(file).isRegularFile();
        return file;
    }

    private static JsonNode restore(Company company, AccountingEndpoint target, Path file) {
        Company.Ended ended = company.run(target, "restore", file.toString(), "--json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("BEFORE YOU START IT:").contains("must be stopped for good");
        return ended.json();
    }

    private static JsonNode archiveFigures(Path file) throws IOException {
        try (var zip = new java.util.zip.ZipFile(file.toFile()); var in = zip.getInputStream(zip.getEntry("manifest.json"))) {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(in).path("figures");
        }
    }

    private static void assertNothingNew(JsonNode summary) {
        assertThat(summary.path("documents").path("created").asInt()).isZero();
        assertThat(summary.path("documents").path("updated").asInt()).isZero();
        assertThat(summary.path("documents").path("delivered").asInt()).isZero();
    }

    /** The target has everything already: what the archive did not know of is found there, and nothing is made twice. */
    private static void assertGoesOn(Path archive, AccountingEndpoint target) {
        int created = target.created();
        try (Company restored = Company.nowhere()) {
            restore(restored, target, archive);
            JsonNode summary = restored.sync(target);

            assertThat(summary.path("documents").path("pending").asInt()).isZero();
            assertThat(summary.path("documents").path("failed").asInt()).isZero();
            assertThat(summary.path("conserved").asBoolean()).isTrue();
            assertThat(restored.taken()).hasSize(Company.EXPORTS.size());
            Figures.assertSampleCompany(target);
            assertThat(target.created()).isEqualTo(created);
        }
    }

    @Test
    void aCommandThatIsMisusedSaysHowItIsMeant() throws IOException {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            Path file = Files.writeString(shelf.resolve("no.zip"), "no archive");

            Company.Ended ended = company.run(target, "restore", file.toString());

            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).startsWith(file + ": BAK-203 ").doesNotContain("\tat ");
            assertThat(company.run(target, "restore").exit()).isEqualTo(2);
        }
    }
}
