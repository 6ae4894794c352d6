package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/mappings.md says of columns and keys is what the code reads. */
class MappingDocsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|( needed)?");

    /** The first cells of the tables in a section, with whether they are said to be needed. */
    private static Map<String, Boolean> rows(String heading) throws IOException {
        String docs = Files.readString(Path.of("docs/mappings.md"));
        int start = docs.indexOf("\n## " + heading + "\n");
        assertThat(start).as("docs/mappings.md has no section ## %s", heading).isNotNegative();
        int end = docs.indexOf("\n## ", start + 1);
        Matcher row = ROW.matcher(docs.substring(start, end < 0 ? docs.length() : end));
        Map<String, Boolean> rows = new LinkedHashMap<>();
        while (row.find()) {
            rows.put(row.group(1), row.group(2) != null);
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnIsDocumentedInOrder(Sheet sheet) throws IOException {
        Map<String, Boolean> documented = rows(sheet.file());
        assertThat(documented.keySet()).containsExactlyElementsOf(sheet.columns());
        assertThat(sheet.columns().stream().filter(documented::get)).containsExactlyElementsOf(sheet.neededColumns());
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsDocumentedInOrder(Policy policy) throws IOException {
        List<String> keys = new ArrayList<>(policy.keys());
        if (policy == Policy.OVERTIME) {
            PolicyReader.RULE_KEYS.forEach(key -> keys.add("jurisdictions.*." + key));
        }
        if (policy == Policy.EXCHANGE) {
            PolicyReader.FETCH_KEYS.forEach(key -> keys.add("fetch." + key));
        }
        if (policy == Policy.TARGETS) {
            TargetReader.KEYS.forEach(key -> keys.add("targets.*." + key));
        }
        assertThat(rows(policy.file()).keySet()).containsExactlyElementsOf(keys);
    }
}
