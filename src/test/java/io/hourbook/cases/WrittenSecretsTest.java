package io.hourbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is written where a reference belongs is told at its line and never repeated; what only sounds like one is left alone. */
class WrittenSecretsTest {

    private static final String HIDDEN = "hunter2-9f8e7d6c5b4a";

    @ParameterizedTest
    @ValueSource(strings = {
        "- a: b\n  password: X",
        "authPassword: 'X'",
        "parameters: {user: me, accessToken: X}",
        "token: >\n  X\n",
        "uri: https://books.example/api?size=3&api_key=X&more=1",
        "uri: \"https:books?authPassword=RAW(X)\"",
        "uri: https://me:X@books.example/",
        "- setHeader:\n    name: Authorization\n    expression:\n      constant:\n        expression: X",
        "- name: client-secret\n  value: X",
        "# used to be Bearer X",
        "broken: [\npassword: X",
        "key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  X",
        "aws: AKIAABCDEFGHIJKLMNOP X"
    })
    void aSecretIsToldAtItsLineAndNotRepeated(String yaml) {
        String text = "# first line\n" + yaml.replace("X", HIDDEN);

        List<Finding> findings = WrittenSecrets.in(Map.of("routes/a.camel.yaml", text.getBytes(StandardCharsets.UTF_8)));

        assertThat(findings).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.text()).matches("routes/a\\.camel\\.yaml:\\d+: VER-121 [\\s\\S]*").doesNotContain("hunter2").contains("{{env:NAME}}");
            assertThat(Integer.parseInt(finding.where().replaceFirst(".*:", ""))).isBetween(2, (int) text.lines().count());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "password: ${env:BOOKS_PASSWORD}",
        "token: ${file:/run/secrets/books}",
        "token:",
        "authPassword: \"{{env:BOOKS}}\"",
        "uri: https:books?authPassword=RAW({{books.password}})&token={{env:X}}",
        "- setHeader:\n    name: Authorization\n    expression:\n      simple:\n        expression: \"Bearer ${variable.token}\"",
        "- setHeader:\n    name: CamelHttpPath\n    expression:\n      constant:\n        expression: /tokens",
        "next_token: $.paging.next",
        "description: The token of the endpoint is read by its target",
        "url: https://books.example:8443/api",
        "# token   a reference, never the value: ${env:BOOKS_TOKEN}",
        "tokens_per_minute: 4",
        "note: Basic understanding of accounting",
        "uri: mailto:someone@example.org?subject=secret"
    })
    void whatOnlySoundsLikeOneIsLeftAlone(String yaml) {
        assertThat(WrittenSecrets.in(Map.of("mappings/a.yaml", yaml.getBytes(StandardCharsets.UTF_8)))).isEmpty();
    }

    @Test
    void aColumnOfATableIsLookedAtByItsName() {
        String table = "# one row per target\nname,api_key,note\nbooks," + HIDDEN + ",fine\nother,${env:OTHER},fine\nthird,,fine\n";

        assertThat(WrittenSecrets.in(Map.of("mappings/t.csv", table.getBytes(StandardCharsets.UTF_8))))
                .extracting(Finding::where).containsExactly("mappings/t.csv:3");
    }

    @Test
    void nothingThatIsShippedLooksLikeASecret() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path folder : List.of(Path.of("routes"), Path.of("mappings"), Path.of("src/main/resources/blank"))) {
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), Files.readAllBytes(file));
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(WrittenSecrets.in(files)).isEmpty();
    }
}
