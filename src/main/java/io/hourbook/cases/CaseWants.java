package io.hourbook.cases;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.reload.YamlTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A case by its name, and how much it looks at.
 *
 * @param name  of a row without one, all that it asks
 * @param wants how many values it wants; a list or a group of fields that has none of them counts as one
 */
record CaseWants(String name, int wants) {

    private static final Map<String, CaseKind> TABLES = TableKinds.all();
    /** What of a case in YAML is no answer that it wants. */
    private static final Set<String> GIVEN = Set.of("name", "in", "answers");

    /** @return none where it is not YAML */
    static List<CaseWants> items(String text) {
        try {
            List<CaseWants> cases = new ArrayList<>();
            for (Node item : YamlTree.items(YamlTree.get(YamlTree.compose(text).orElse(null), "cases"))) {
                int wants = 0;
                for (NodeTuple word : YamlTree.entries(item)) {
                    wants += GIVEN.contains(String.valueOf(YamlTree.text(word.getKeyNode()))) ? 0 : values(word.getValueNode());
                }
                cases.add(new CaseWants(String.valueOf(YamlTree.text(item, "name")), wants));
            }
            return cases;
        } catch (YamlTree.NotYaml broken) {
            return List.of();
        }
    }

    private static int values(Node node) {
        if (YamlTree.text(node) != null && YamlTree.text(node).isBlank()) {
            return 0;
        }
        int fields = YamlTree.entries(node).stream().mapToInt(field -> values(field.getValueNode())).sum();
        int items = YamlTree.items(node).stream().mapToInt(CaseWants::values).sum();
        return Math.max(1, fields + items);
    }

    /** @return none where it is no table */
    static List<CaseWants> rows(String path, String text) {
        CaseKind kind = TABLES.get(path.substring(path.lastIndexOf('/') + 1).replace(".cases.csv", ""));
        List<CaseWants> cases = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).skipEmptyLines(true).allowExtraFields(true)
                .allowMissingFields(true).ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            List<String> header = null;
            for (CsvRecord row : rows) {
                if (row.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header == null) {
                    header = row.getFields().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
                } else {
                    cases.add(row(header, row.getFields(), kind));
                }
            }
        } catch (CsvParseException | IOException broken) {
            return List.of();
        }
        return cases;
    }

    /** @param kind of the table, or null where there is none of that name: then every cell counts as an answer and as a question */
    private static CaseWants row(List<String> header, List<String> cells, CaseKind kind) {
        String name = "";
        List<String> asked = new ArrayList<>();
        int wants = 0;
        for (int i = 0; i < cells.size(); i++) {
            String column = i < header.size() ? header.get(i) : "";
            if (column.equals("case")) {
                name = cells.get(i).strip();
                continue;
            }
            if (kind == null || kind.asks().contains(column)) {
                asked.add(cells.get(i));
            }
            wants += !cells.get(i).isBlank() && (kind == null || kind.gives().contains(column)) ? 1 : 0;
        }
        return new CaseWants(name.isEmpty() ? String.join(",", asked) : name, wants);
    }

    CaseWants plain() {
        return new CaseWants(name.replaceAll("\\s+", " "), wants);
    }
}
