package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dry run and preview of the packaged program: on a home where nothing ever ran, and beside a running service. */
class RehearsalIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void whatIsRehearsedIsWhatThenHappensAndNobodyNoticesARehearsal() throws IOException {
        try (Company company = Company.withExports(); AccountingEndpoint target = new AccountingEndpoint()) {
            Map<String, Long> inbox = inbox(company);

            JsonNode dry = company.run(target, "sync", "--dry-run", "--json").json();

            assertThat(target.calls()).isZero();
            assertThat(inbox(company)).isEqualTo(inbox);
            assertThat(company.home().resolve("out")).doesNotExist();

            Company.Running service = company.start(Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", "0"), "serve");
            Path told = company.home().resolve("out/runs/00001.json");
            await().atMost(PATIENCE).until(() -> Files.exists(told) && service.words().contains("Hourbook is up"));
            ObjectNode real = (ObjectNode) new ObjectMapper().readTree(told.toFile());
            assertThat(dry.at("/documents/pending").asInt()).isEqualTo(real.at("/documents/delivered").asInt()).isPositive();
            real.remove(List.of("documents", "elapsed_ms"));
            assertThat((JsonNode) ((ObjectNode) dry).remove(List.of("documents", "elapsed_ms"))).isEqualTo(real);

            int calls = target.calls();
            Path edit = edit(company);
            Company.Running killed = company.start(Map.of("HOURBOOK_TARGET_URL", target.url()), "preview", "--mappings", edit.toString());
            await().atMost(PATIENCE).until(() -> killed.words().contains("as the next one would be"));
            killed.process().destroyForcibly();
            killed.await();

            JsonNode preview = company.run(target, "preview", "--mappings", edit.toString(), "--json").json();
            assertThat(preview.path("moved").asText()).isEqualTo("514.50");
            assertThat(preview.at("/entries/kinds/repriced").asInt()).isEqualTo(114);
            assertThat(preview.path("conserved").asBoolean()).isTrue();
            assertThat(target.calls()).as("calls of rehearsals").isEqualTo(calls);
            assertThat(service.process().isAlive()).isTrue();
            assertThat(company.home().resolve("data/rehearsal")).doesNotExist();
        }
    }

    private static Path edit(Company company) throws IOException {
        Path edit = company.home().resolve("tried");
        try (Stream<Path> files = Files.walk(company.home().resolve("mappings"))) {
            for (Path file : files.toList()) {
                Path to = edit.resolve(company.home().resolve("mappings").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        Path rates = edit.resolve("rates.csv");
        Files.writeString(rates, Files.readString(rates).replace("ACME,,,,140.00,USD,2025-01-01", "ACME,,,,142.00,USD,2025-01-01"));
        return edit;
    }

    private static Map<String, Long> inbox(Company company) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(company.home().resolve("inbox"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(file.toString(), Files.size(file));
            }
        }
        return found;
    }
}
