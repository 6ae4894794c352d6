package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One file of routes as it was read: its text, its nodes, and what is wrong with it so far.
 *
 * @param path     as shown to people, {@code routes/process/allocate-entry.camel.yaml}
 * @param content  the bytes as read; what is loaded are these, never the file again
 * @param root     the list of its parts, or null where it is not one
 * @param findings why it has no root
 */
record RouteFile(String path, byte[] content, Node root, List<Finding> findings) {

    static final String SUFFIX = ".camel.yaml";

    /** What a file says at its top level: a {@code route}, a {@code routeConfiguration} … */
    record Part(String kind, Node key, Node value) {
        String id() {
            return YamlTree.text(value, kind.equals("templatedRoute") ? "routeId" : "id");
        }

        int line() {
            return YamlTree.line(key);
        }
    }

    /** One step of a route: {@code bean}, {@code to}, {@code choice} … */
    record Step(String kind, Node key, Node value) {
        String id() {
            return YamlTree.text(value, "id");
        }

        int line() {
            return YamlTree.line(key);
        }
    }

    static RouteFile read(String path, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            Optional<Node> root = YamlTree.compose(text);
            if (root.isEmpty()) {
                return broken(path, content, new Finding("ROU-102", path + ":1", "this file has no route in it",
                        content.length == 0 ? "an empty file" : "only comments or blank lines", "a list that starts with \"- route:\"",
                        "write the route, or delete the file"));
            }
            if (!(root.get() instanceof SequenceNode)) {
                return broken(path, content, new Finding("ROU-103", path + ":" + YamlTree.line(root.get()),
                        "the file is not a list of parts", "\"" + firstWord(root.get()) + "\" at the left edge",
                        "a list: \"- route:\"", "put \"- \" before the first word and indent what follows by two more"));
            }
            return new RouteFile(path, content, root.get(), List.of());
        } catch (YamlTree.NotYaml e) {
            return broken(path, content, new Finding("ROU-101", path + ":" + e.line(), "this is not YAML", e.getMessage(),
                    "steps indented by two spaces each, text with a colon in quotes",
                    "mend this line or the one above it"));
        } catch (CharacterCodingException e) {
            return broken(path, content, new Finding("ROU-101", path + ":1", "this is not YAML", "bytes that are not UTF-8",
                    "a text file in UTF-8", "save the file as UTF-8"));
        }
    }

    /** A file that the system does not let us read. */
    static RouteFile unreadable(String path, String reason) {
        return broken(path, new byte[0], new Finding("ROU-101", path + ":1", "this cannot be read", reason, "a file that this service may read",
                "look at who may read it, and whether it is really there"));
    }

    private static RouteFile broken(String path, byte[] content, Finding finding) {
        return new RouteFile(path, content, null, List.of(finding));
    }

    private static String firstWord(Node root) {
        List<NodeTuple> entries = YamlTree.entries(root);
        return entries.isEmpty() ? YamlTree.text(root) : YamlTree.text(entries.get(0).getKeyNode());
    }

    /** The file's name without its ending: what its route is called. */
    String stem() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    /** Whether a part of the path starts with an underscore: a part that other files stand on. */
    boolean shared() {
        for (String name : path.substring(path.indexOf('/') + 1).split("/")) {
            if (name.startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    String at(Node node) {
        return at(YamlTree.line(node));
    }

    String at(int line) {
        return path + ":" + line;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (Node item : YamlTree.items(root)) {
            for (NodeTuple tuple : YamlTree.entries(item)) {
                parts.add(new Part(YamlTree.text(tuple.getKeyNode()), tuple.getKeyNode(), tuple.getValueNode()));
            }
        }
        return parts;
    }

    List<Part> parts(String kind) {
        return parts().stream().filter(part -> part.kind().equals(kind)).toList();
    }

    /** All steps of the file, in the order of its text, however deep they stand. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        collect(root, steps);
        return steps;
    }

    private static void collect(Node node, List<Step> steps) {
        for (Node item : YamlTree.items(node)) {
            collect(item, steps);
        }
        for (NodeTuple tuple : YamlTree.entries(node)) {
            if ("steps".equals(YamlTree.text(tuple.getKeyNode()))) {
                for (Node item : YamlTree.items(tuple.getValueNode())) {
                    for (NodeTuple step : YamlTree.entries(item)) {
                        steps.add(new Step(YamlTree.text(step.getKeyNode()), step.getKeyNode(), step.getValueNode()));
                        collect(step.getValueNode(), steps);
                    }
                }
            } else {
                collect(tuple.getValueNode(), steps);
            }
        }
    }

    /** What Camel loads: these bytes under the path that people know, so that its messages and steps name it. */
    Resource resource() {
        return ResourceHelper.fromBytes(path, content);
    }
}
