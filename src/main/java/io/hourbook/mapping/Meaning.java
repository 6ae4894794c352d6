package io.hourbook.mapping;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What a file says, apart from how it is written: comments, blanks, the order of rows and columns. Where that cannot be told cheaply,
 * every byte counts.
 */
final class Meaning {

    private Meaning() {}

    /**
     * Whether two contents of a file say the same.
     *
     * @param path    from the home on
     * @param columns of a table that count; none where all do
     * @param before  null where there was no such file
     * @param after   null where there is none any more
     */
    static boolean same(String path, List<String> columns, byte[] before, byte[] after) {
        if (ofCases(path) || Arrays.equals(before, after)) {
            return true;
        }
        Sheet sheet = ChangeKind.sheet(path);
        if (sheet != null) {
            return rows(sheet, path, columns, before).equals(rows(sheet, path, columns, after));
        }
        if (before == null || after == null) {
            return false;
        }
        if (path.endsWith(".yaml") || path.endsWith(".yml")) {
            return tree(before).equals(tree(after));
        }
        return path.endsWith(".csv") && lines(before).equals(lines(after));
    }

    /** Whether a file is read for its cases alone: by how its name ends, for a route or a table may have that word within its path. */
    static boolean ofCases(String path) {
        return path.endsWith(".cases.yaml") || path.startsWith(ChangeKind.MAPPINGS) && path.endsWith(".cases.csv");
    }

    /** The rows in an order of their own. Of some columns: only rows that say something there, by their first column. */
    private static List<List<String>> rows(Sheet sheet, String path, List<String> columns, byte[] content) {
        if (content == null) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        for (Row row : new SheetReader(sheet, path, new Faults()).read(text(content))) {
            List<String> cells = (columns.isEmpty() ? sheet.columns() : columns).stream()
                    .map(column -> Row.or(row.cell(column).text(), "")).collect(Collectors.toCollection(ArrayList::new));
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                cells.add(0, Row.or(row.cell(sheet.columns().get(0)).text(), ""));
                rows.add(cells);
            }
        }
        rows.sort((one, other) -> one.toString().compareTo(other.toString()));
        return rows;
    }

    private static List<String> lines(byte[] content) {
        return text(content).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    /** Keys in any order, lists in theirs, values with their kind. A file that cannot be read says what its bytes say. */
    private static Object tree(byte[] content) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(60);
            options.setMaxAliasesForCollections(0);
            Node root = new Yaml(options).compose(new StringReader(text(content)));
            return root == null ? "" : tree(root);
        } catch (YAMLException | StackOverflowError unreadable) {
            return text(content);
        }
    }

    private static Object tree(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> values = new TreeMap<>();
            for (NodeTuple value : mapping.getValue()) {
                values.put(String.valueOf(tree(value.getKeyNode())), tree(value.getValueNode()));
            }
            return values;
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(Meaning::tree).toList();
        }
        return node instanceof ScalarNode scalar ? scalar.getTag() + " " + scalar.getValue() : node.toString();
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
