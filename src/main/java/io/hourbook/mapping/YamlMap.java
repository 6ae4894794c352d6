package io.hourbook.mapping;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Keys and values of a policy file with the lines they stand at. Nothing is constructed from it: a value is the text that
 * was typed, so that 010 stays 010 and no tag does anything.
 */
final class YamlMap {

    /** Lines of a file that is within the program are of no use to anybody. */
    private static final int NO_LINE = -1;

    private final String path;
    private final String name;
    private final int line;
    private final Map<String, NodeTuple> values;
    private final Faults faults;

    private YamlMap(String path, String name, int line, Map<String, NodeTuple> values, Faults faults) {
        this.path = path;
        this.name = name;
        this.line = line;
        this.values = values;
        this.faults = faults;
    }

    /** What holds where a company's file says nothing: told at that file, for there it would be said. */
    static YamlMap shipped(String path, String text, Faults faults) {
        return new YamlMap(path, "", NO_LINE, parse(path, text, faults).values, faults);
    }

    /** @param text null where there is no such file: then it is empty */
    static YamlMap parse(String path, String text, Faults faults) {
        YamlMap empty = new YamlMap(path, "", 1, Map.of(), faults);
        if (text == null) {
            return empty;
        }
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(20);
            options.setCodePointLimit(1 << 20);
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? empty : of(path, "", root, faults);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            // only the parser's own words: its picture of the place could show a secret
            faults.add("MAP-201", path + ":" + line, "is not YAML", broken.getProblem(), "keys and values, indented by spaces",
                    "look at this line and the one before it");
        } catch (YAMLException broken) {
            faults.add("MAP-201", path, "is not YAML", null, "keys and values, indented by spaces, below 1 MB",
                    "take out characters that nobody can see, or write it anew");
        }
        return empty;
    }

    private static YamlMap of(String path, String name, Node node, Faults faults) {
        int line = node.getStartMark().getLine() + 1;
        Map<String, NodeTuple> values = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            boolean nothing = node instanceof ScalarNode scalar && scalar.getValue().isBlank();
            if (!nothing) {
                faults.add("MAP-203", path + ":" + line, (name.isEmpty() ? "the file" : name) + " wants keys of its own", null,
                        "key: value, one a line", "write them below it, indented");
            }
            return new YamlMap(path, name, line, values, faults);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.putIfAbsent(key, tuple) != null) {
                faults.add("MAP-204", place(path, tuple), "the key " + Faults.quoted(key) + " is there twice", null,
                        "each key once", "take one of the two out");
            }
        }
        return new YamlMap(path, name, line, values, faults);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<String> keys() {
        return new LinkedHashSet<>(values.keySet());
    }

    /** Says which keys are none of these. */
    YamlMap only(List<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                faults.add("MAP-202", place(key), "there is no key " + Faults.quoted(key) + " here", null,
                        known.isEmpty() ? "no key below " + name : "one of " + String.join(", ", known) + faults.hint(key, known),
                        known.isEmpty() ? "take it out" : "rename the key, or take it out");
            }
        });
        return this;
    }

    Cell cell(String key) {
        Node value = values.containsKey(key) ? values.get(key).getValueNode() : null;
        if (value != null && !(value instanceof ScalarNode)) {
            faults.add("MAP-203", place(key), full(key) + " wants one value", null, "key: value", "write the value on its line");
            return Cell.told(full(key), place(key));
        }
        return new Cell(full(key), value == null ? "" : ((ScalarNode) value).getValue(), place(key), faults);
    }

    /** The values of a list with their places; none where nothing is there. */
    List<Cell> list(String key) {
        Node value = values.containsKey(key) ? values.get(key).getValueNode() : null;
        if (value == null || value instanceof ScalarNode scalar && scalar.getValue().isBlank()) {
            return List.of();
        }
        List<Node> items = value instanceof SequenceNode sequence ? sequence.getValue() : List.of();
        if (!(value instanceof SequenceNode) || !items.stream().allMatch(ScalarNode.class::isInstance)) {
            faults.add("MAP-203", place(key), full(key) + " wants a list", null, key + ": [one, two], or one a line behind a hyphen",
                    "put brackets around it");
            return List.of();
        }
        return items.stream()
                .map(item -> new Cell(full(key), ((ScalarNode) item).getValue(),
                        line == NO_LINE ? path : path + ":" + (item.getStartMark().getLine() + 1), faults))
                .toList();
    }

    YamlMap map(String key) {
        return values.containsKey(key) ? of(path, full(key), values.get(key).getValueNode(), faults)
                : new YamlMap(path, full(key), line, Map.of(), faults);
    }

    /** Where the key stands, or where it would. */
    String place(String key) {
        if (line == NO_LINE) {
            return path;
        }
        return values.containsKey(key) ? place(path, values.get(key)) : path + ":" + line;
    }

    private static String place(String path, NodeTuple tuple) {
        return path + ":" + (tuple.getKeyNode().getStartMark().getLine() + 1);
    }

    private String full(String key) {
        String shown = key.replaceAll("\\p{Cntrl}", "?");
        return name.isEmpty() ? shown : name + "." + shown;
    }
}
