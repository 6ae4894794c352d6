package io.hourbook.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML text as nodes that still know their lines. The same parser that Camel reads routes with. */
public final class YamlTree {

    private YamlTree() {}

    /** A text that is not YAML as routes and cases use it. */
    public static final class NotYaml extends Exception {
        private final int line;

        NotYaml(int line, String message) {
            super(message);
            this.line = line;
        }

        /** 1 for the first line. */
        public int line() {
            return line;
        }
    }

    /** @return the only document of the text, or nothing where there is none */
    public static Optional<Node> compose(String text) throws NotYaml {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            if (root.isPresent()) {
                refuse(root.get(), Collections.newSetFromMap(new IdentityHashMap<>()));
            }
            return root.filter(node -> !Tag.NULL.equals(node.getTag()));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            throw new NotYaml(mark.map(Mark::getLine).orElse(0) + 1, e.getProblem());
        } catch (StackOverflowError e) {
            throw new NotYaml(1, "it is nested deeper than any route");
        } catch (RuntimeException e) {
            throw new NotYaml(1, e.getMessage() == null ? "it cannot be read" : e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Keys written twice hide one another, and shared nodes have no line of their own: neither is allowed. */
    private static void refuse(Node node, Set<Node> seen) throws NotYaml {
        if (!(node instanceof ScalarNode) && !seen.add(node)) {
            throw new NotYaml(line(node), "an alias (*) stands here, write the part out");
        }
        if (node instanceof MappingNode map) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : map.getValue()) {
                if (!keys.add(text(tuple.getKeyNode()))) {
                    throw new NotYaml(line(tuple.getKeyNode()), "the key \"" + text(tuple.getKeyNode()) + "\" stands here twice");
                }
                refuse(tuple.getValueNode(), seen);
            }
        } else if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                refuse(item, seen);
            }
        }
    }

    /** 1 for the first line. */
    public static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** The last line that a node stands on. */
    static int lastLine(Node node) {
        return node.getEndMark().map(mark -> mark.getColumn() == 0 ? mark.getLine() : mark.getLine() + 1).orElse(line(node));
    }

    /** A scalar's text, or null for anything else. */
    public static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    /** The value under a key, or null. */
    public static Node get(Node map, String key) {
        return tuple(map, key).map(NodeTuple::getValueNode).orElse(null);
    }

    /** The value under a path of keys, or null. */
    static Node get(Node map, String first, String... rest) {
        Node node = get(map, first);
        for (String key : rest) {
            node = get(node, key);
        }
        return node;
    }

    public static String text(Node map, String key) {
        return text(get(map, key));
    }

    static Optional<NodeTuple> tuple(Node map, String key) {
        return entries(map).stream().filter(tuple -> key.equals(text(tuple.getKeyNode()))).findFirst();
    }

    public static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode map ? map.getValue() : List.of();
    }

    public static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    /** All scalars below a node, in the order of the text. */
    static List<ScalarNode> scalars(Node node) {
        List<ScalarNode> found = new ArrayList<>();
        if (node instanceof ScalarNode scalar) {
            found.add(scalar);
        }
        for (NodeTuple tuple : entries(node)) {
            found.addAll(scalars(tuple.getKeyNode()));
            found.addAll(scalars(tuple.getValueNode()));
        }
        for (Node item : items(node)) {
            found.addAll(scalars(item));
        }
        return found;
    }

    /** The same as JSON, for the schema and for comparisons. */
    public static JsonNode json(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode) {
            ObjectNode object = json.objectNode();
            entries(node).forEach(tuple -> object.set(text(tuple.getKeyNode()), json(tuple.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode) {
            ArrayNode array = json.arrayNode();
            items(node).forEach(item -> array.add(json(item)));
            return array;
        }
        String text = text(node);
        Tag tag = node.getTag();
        if (Tag.BOOL.equals(tag)) {
            return json.booleanNode(Boolean.parseBoolean(text));
        }
        if (Tag.INT.equals(tag)) {
            return json.numberNode(new BigInteger(text));
        }
        if (Tag.FLOAT.equals(tag) && text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
            return json.numberNode(new BigDecimal(text));
        }
        return Tag.NULL.equals(tag) ? json.nullNode() : json.textNode(text);
    }
}
