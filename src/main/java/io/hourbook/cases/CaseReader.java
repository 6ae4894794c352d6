package io.hourbook.cases;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.problem.Finding;
import io.hourbook.reload.YamlTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads files of cases beside tables ({@code rates.cases.csv}) and policies ({@code rounding.cases.yaml}). */
final class CaseReader {

    private static final String NAME = "case";
    private static final Set<String> WORDS = Set.of("name", "in", "gives");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final CaseKind kind;
    private final List<MappingCase> cases = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private CaseReader(String path, CaseKind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** A header of columns that ask and columns that answer; an empty cell asks or wants nothing, {@code none} wants that there is nothing. */
    static MappingCase.Read csv(String path, String text, CaseKind kind) {
        CaseReader reader = new CaseReader(path, kind);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).skipEmptyLines(true)
                .allowExtraFields(true).allowMissingFields(true).ofCsvRecord(plain)) {
            List<String> header = null;
            for (CsvRecord row : rows) {
                if (row.getFields().stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (header == null) {
                    header = reader.header(row);
                    if (header.isEmpty()) {
                        break;
                    }
                } else {
                    reader.row(header, row);
                }
            }
            if (header == null) {
                reader.wrong(1, "this file has no header", null, reader.columns(), "write one, or delete the file");
            }
        } catch (CsvParseException | IOException broken) {
            reader.wrong(1, "this cannot be read", broken.getMessage(), "commas between values, a quote that closes", "mend the line that it names");
        }
        return reader.read();
    }

    private List<String> header(CsvRecord row) {
        List<String> header = row.getFields().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        int before = findings.size();
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            boolean known = column.equals(NAME) || kind.asks().contains(column) || kind.gives().contains(column);
            if (!known || !seen.add(column)) {
                wrong((int) row.getStartingLineNumber(), known ? "the column \"" + column + "\" is there twice" : "there is no column \"" + column + "\" here",
                        null, columns(), "correct the header");
            }
        }
        if (header.stream().noneMatch(kind.gives()::contains)) {
            wrong((int) row.getStartingLineNumber(), "no column says what has to be answered", null, columns(), "add one");
        }
        return findings.size() == before ? header : List.of();
    }

    private String columns() {
        return NAME + ", what is asked: " + String.join(", ", kind.asks()) + "; what is answered: " + String.join(", ", kind.gives());
    }

    private void row(List<String> header, CsvRecord row) {
        int line = (int) row.getStartingLineNumber();
        boolean over = row.getFields().stream().skip(header.size()).anyMatch(cell -> !cell.isBlank());
        if (row.getFieldCount() < header.size() || over) {
            wrong(line, "this row has " + row.getFieldCount() + " cells where the header has " + header.size(), String.join(",", row.getFields()),
                    "as many as " + String.join(",", header), "add the missing commas, or put quotes around a value that has a comma");
            return;
        }
        Map<String, Object> asks = new LinkedHashMap<>();
        Map<String, String> wants = new LinkedHashMap<>();
        String name = null;
        for (int i = 0; i < header.size(); i++) {
            String cell = row.getField(i).strip();
            if (header.get(i).equals(NAME)) {
                name = cell;
            } else if (kind.asks().contains(header.get(i)) && !cell.isEmpty()) {
                asks.put(header.get(i), cell);
            } else if (!cell.isEmpty()) {
                wants.put(header.get(i), cell);
            }
        }
        add(line, name == null || name.isEmpty() ? String.join(" ", asks.values().stream().map(Object::toString).toList()) : name, asks, wants, Map.of());
    }

    /** A list under {@code cases}: each a {@code name}, what is asked under {@code in}, and what is answered under {@code gives}. */
    static MappingCase.Read yaml(String path, String text, CaseKind kind) {
        CaseReader reader = new CaseReader(path, kind);
        try {
            Node root = YamlTree.compose(text).orElse(null);
            List<Node> items = YamlTree.items(YamlTree.get(root, "cases"));
            if (items.isEmpty() || YamlTree.entries(root).size() != 1) {
                reader.wrong(1, "this is no file of cases", null, "\"cases:\" and under it a list, nothing else", "write one case, or delete the file");
            } else {
                items.forEach(reader::item);
            }
        } catch (YamlTree.NotYaml broken) {
            reader.wrong(broken.line(), "this is not YAML", broken.getMessage(), null, "mend this line or the one above it");
        }
        return reader.read();
    }

    private void item(Node item) {
        int before = findings.size();
        for (NodeTuple tuple : YamlTree.entries(item)) {
            word(tuple.getKeyNode(), WORDS);
        }
        Node in = YamlTree.get(item, "in");
        Node gives = YamlTree.get(item, "gives");
        if (YamlTree.text(item, "name") == null || !(in instanceof MappingNode) || YamlTree.entries(gives).isEmpty()) {
            wrong(YamlTree.line(item), "this case is not whole", null, "a name, an \"in\" and a \"gives\", each with fields", "add what is missing");
        }
        YamlTree.entries(in).forEach(tuple -> word(tuple.getKeyNode(), kind.asks()));
        YamlTree.entries(gives).forEach(tuple -> word(tuple.getKeyNode(), kind.gives()));
        if (findings.size() > before) {
            return;
        }
        Map<String, String> wants = new LinkedHashMap<>();
        Map<String, String> places = new HashMap<>();
        for (NodeTuple tuple : YamlTree.entries(gives)) {
            String field = YamlTree.text(tuple.getKeyNode());
            Node value = tuple.getValueNode();
            wants.put(field, value instanceof SequenceNode ? YamlTree.items(value).stream().map(YamlTree::text).toList().toString() : YamlTree.text(value));
            places.put(field, path + ":" + YamlTree.line(tuple.getKeyNode()));
        }
        add(YamlTree.line(item), YamlTree.text(item, "name"), JSON.convertValue(YamlTree.json(in), new TypeReference<>() {}), wants, places);
    }

    private void word(Node key, Collection<String> known) {
        if (!known.contains(YamlTree.text(key))) {
            wrong(YamlTree.line(key), "there is no \"" + YamlTree.text(key) + "\" here", null, "one of " + known.stream().sorted().toList(),
                    "correct the spelling or the indentation");
        }
    }

    private void add(int line, String name, Map<String, Object> asks, Map<String, String> wants, Map<String, String> places) {
        if (wants.isEmpty()) {
            wrong(line, "this case wants nothing", null, "a value in one of " + kind.gives(), "say what has to be answered; none for nothing");
        } else {
            cases.add(new MappingCase(path + ":" + line, name, asks, wants, places));
        }
    }

    private void wrong(int line, String what, String saw, String want, String fix) {
        findings.add(new Finding("MAP-301", path + ":" + line, what, saw, want, fix));
    }

    private MappingCase.Read read() {
        return new MappingCase.Read(cases, findings);
    }
}
