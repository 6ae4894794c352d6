package io.hourbook.intake;

import io.hourbook.mapping.Source;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A file of golden cases. Every value is a word as it is written: no date or number is made of it. */
final class CaseFile {

    /**
     * @param zone  the source's zone, or null
     * @param dates the source's date order, or null
     * @param csv   the file's text
     * @param rows  what is wanted of each row, by field
     * @param line  where the case begins
     */
    record Case(String name, String zone, Source.DateOrder dates, String csv, List<Map<String, String>> rows, int line) {}

    private CaseFile() {}

    /** @throws IllegalArgumentException with the line, where the file is none of cases */
    static List<Case> read(String text) {
        try {
            List<Case> cases = new ArrayList<>();
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            for (Node one : sequence(map(root).get("cases"), root)) {
                cases.add(one(one));
            }
            return cases;
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Case one(Node node) {
        Map<String, Node> keys = map(node);
        List<Map<String, String>> rows = new ArrayList<>();
        for (Node row : sequence(keys.get("rows"), node)) {
            Map<String, String> fields = new LinkedHashMap<>();
            map(row).forEach((field, value) -> fields.put(field, word(value, row)));
            rows.add(fields);
        }
        Source.DateOrder dates = keys.containsKey("dates") ? Source.DateOrder.valueOf(word(keys.get("dates"), node)) : null;
        String zone = keys.containsKey("zone") ? word(keys.get("zone"), node) : null;
        return new Case(word(keys.get("name"), node), zone, dates, word(keys.get("csv"), node), rows, line(node));
    }

    private static Map<String, Node> map(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("no keys and values at line " + line(node));
        }
        Map<String, Node> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            map.put(word(tuple.getKeyNode(), node), tuple.getValueNode());
        }
        return map;
    }

    private static List<Node> sequence(Node node, Node around) {
        if (!(node instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("no list at line " + line(around));
        }
        return sequence.getValue();
    }

    private static String word(Node node, Node around) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new IllegalArgumentException("a word is missing at line " + line(around));
        }
        return scalar.getValue();
    }

    private static int line(Node node) {
        return node == null ? 1 : node.getStartMark().getLine() + 1;
    }
}
