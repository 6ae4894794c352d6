package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What docs/for-integration-engineers.md shows of cases is true: its examples are run. */
class CaseDocsTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n# (routes/\\S+\\.cases\\.yaml)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheGuideComesOutAsWritten(@TempDir Path home) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), home.resolve("routes"));
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/for-integration-engineers.md")));
        while (example.find()) {
            examples.put(example.group(1), example.group(2));
            Files.writeString(home.resolve(example.group(1)), example.group(2));
        }

        assertThat(examples.keySet()).extracting(path -> path.split("/")[1]).containsExactly("process", "intake", "deliver", "schedule");
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("src/main/resources/application.properties"));
                CaseRunner runner = runner(home, in, settings)) {
            assertThat(runner.faults()).isEmpty();
            assertThat(runner.cases()).extracting(CaseRunner.Case::path).containsAll(examples.keySet());
            assertThat(runner.runAll()).extracting(Finding::text).isEmpty();
        }
    }

    /** The words of each kind of case, as docs/mappings.md has them in its tables: those that ask, then those that answer. */
    @Test
    void everyWordOfACaseStandsInItsTable() throws IOException {
        String page = Files.readString(Path.of("docs/mappings.md"));
        String tables = page.substring(page.indexOf("\n## Cases\n"));
        Map<String, CaseKind> kinds = new LinkedHashMap<>(TableKinds.all());
        kinds.putAll(PolicyKinds.all());

        kinds.forEach((kind, words) -> {
            String row = tables.lines().filter(line -> line.startsWith("| `" + kind + "` |")).findFirst().orElse("");
            assertThat(row).as("the row of " + kind).isNotEmpty();
            String[] cells = row.split("\\|");
            assertThat(words.asks()).as("asked of " + kind).allSatisfy(word -> assertThat(cells[2]).contains("`" + word + "`"));
            assertThat(words.gives()).as("answered by " + kind).allSatisfy(word -> assertThat(cells[3]).contains("`" + word + "`"));
        });
    }

    private static CaseRunner runner(Path home, InputStream in, Properties settings) throws IOException {
        settings.load(in);
        return RouteCases.runner(home.resolve("routes"), new CaseFacts(() -> null), RouteBeanCatalog.scan("io.hourbook"), settings::getProperty);
    }
}
