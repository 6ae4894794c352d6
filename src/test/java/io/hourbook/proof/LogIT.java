package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log of a whole pass, as containers want it: objects that say which run they are of, and nothing that is not the log's to tell. */
class LogIT {

    private static final String TOKEN = "not-for-any-log-4711";
    private static final List<String> OF_A_PASS = List.of("Intake", "Deliveries", "Passes", "Settlement", "Release");

    @Test
    void everyLineOfAPassHasItsRunAndNoneASecretOrAWorker() throws IOException {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            target.failing(call -> call % 7 == 0 ? AccountingEndpoint.Fault.CUT : AccountingEndpoint.Fault.NONE);
            Files.writeString(company.home().resolve("mappings/targets.yaml"), """
                    default: books
                    targets:
                      books:
                        url: %s
                        token: ${env:BOOKS_TOKEN}
                    """.formatted(target.url()));

            Company.Ended pass = company.start(Map.of("HOURBOOK_LOG", "json", "BOOKS_TOKEN", TOKEN), "sync", "--json").await();

            assertThat(pass.exit()).as(pass.err()).isZero();
            List<JsonNode> lines = lines(pass.err());
            assertThat(lines).hasSizeGreaterThan(8);
            assertThat(lines).filteredOn(line -> OF_A_PASS.contains(logger(line))).hasSizeGreaterThan(7)
                    .allSatisfy(line -> assertThat(line.at("/mdc/run").asText()).as(line.toString()).isEqualTo("1"));
            assertThat(lines).filteredOn(line -> line.path("formattedMessage").asText().contains("taken: "))
                    .allSatisfy(line -> assertThat(line.path("formattedMessage").asText()).contains("inbox/" + line.at("/mdc/source").asText() + "/"));
            assertThat(pass.err()).doesNotContain(TOKEN);
            assertThat(workers()).hasSizeGreaterThan(10).allSatisfy(worker -> assertThat(pass.err()).doesNotContain(worker));
        }
    }

    private static String logger(JsonNode line) {
        String name = line.path("loggerName").asText();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<JsonNode> lines(String log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.split("\n")) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    /** Names and addresses, as the sample company's own table has them. */
    private static List<String> workers() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("mappings/workers.csv")).stream().filter(row -> !row.startsWith("#")).toList();
        List<String> header = List.of(rows.get(0).split(","));
        return rows.stream().skip(1).filter(row -> !row.isBlank())
                .flatMap(row -> List.of(row.split(",")[header.indexOf("name")], row.split(",")[header.indexOf("email")]).stream())
                .filter(word -> !word.isBlank()).toList();
    }
}
