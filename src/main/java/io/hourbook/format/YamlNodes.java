package io.hourbook.format;

import io.hourbook.problem.Finding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML with its line numbers: whatever is not what was wanted becomes a finding, and an empty value in its place. */
final class YamlNodes {

    private final String where;
    private final List<Finding> findings;

    YamlNodes(String where, List<Finding> findings) {
        this.where = where;
        this.findings = findings;
    }

    String at(Node node) {
        return where + ":" + (node.getStartMark().getLine() + 1);
    }

    /** @param known the keys there may be, or null: any */
    Map<String, Node> map(Node node, List<String> known, String what) {
        Map<String, Node> map = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            wrong(node, "is no mapping", kind(node), what + " as keys and values");
            return map;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (known != null && !known.contains(key)) {
                findings.add(new Finding("FMT-102", at(tuple.getKeyNode()), "a key that " + what + " does not have", key,
                        String.join(", ", known), "take it out or mend its spelling"));
            } else if (map.putIfAbsent(key, tuple.getValueNode()) != null) {
                findings.add(new Finding("FMT-104", at(tuple.getKeyNode()), "a key stands twice", key, "each key once",
                        "join the two"));
            }
        }
        return map;
    }

    /** A sequence's items; a single value counts as a sequence of one. */
    List<Node> items(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof ScalarNode) {
            return List.of(node);
        }
        wrong(node, "is no list", kind(node), "a list of words");
        return List.of();
    }

    String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        wrong(node, "is no word", kind(node), "a word");
        return "";
    }

    <E extends Enum<E>> E choice(Node node, E otherwise) {
        if (node == null) {
            return otherwise;
        }
        String word = text(node);
        for (E choice : otherwise.getDeclaringClass().getEnumConstants()) {
            if (word(choice).equals(word)) {
                return choice;
            }
        }
        List<String> words = Arrays.stream(otherwise.getDeclaringClass().getEnumConstants()).map(YamlNodes::word).toList();
        wrong(node, "is none of the choices", word, String.join(", ", words));
        return otherwise;
    }

    void wrong(Node node, String what, String saw, String want) {
        findings.add(new Finding("FMT-103", at(node), "a value " + what, saw, want, "write one of these"));
    }

    void missing(Node node, String key, String want) {
        findings.add(new Finding("FMT-103", at(node), "the key " + key + " is missing", null, want, "add " + key + ":"));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String kind(Node node) {
        return "a " + node.getNodeId();
    }
}
