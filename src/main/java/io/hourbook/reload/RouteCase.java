package io.hourbook.reload;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * One example of what a route does, as it stands in a {@code *.cases.yaml} beside it.
 *
 * @param path   of the file, as shown
 * @param follow whether exits to other routes are followed, so that the case sees what comes of them
 * @param node   the example
 */
record RouteCase(String path, boolean follow, Node node) {

    static final String SUFFIX = ".cases.yaml";

    private static final Set<String> WORDS = Set.of("name", "in", "leaves", "held", "excluded", "fails");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    /** What a file of cases holds, and what is wrong with it. */
    record Read(List<RouteCase> cases, List<Finding> findings) {}

    static Read read(String path, byte[] content) {
        List<Finding> findings = new ArrayList<>();
        List<RouteCase> cases = new ArrayList<>();
        try {
            Optional<Node> root = YamlTree.compose(new String(content, StandardCharsets.UTF_8));
            Node list = root.map(node -> YamlTree.get(node, "cases")).orElse(null);
            if (YamlTree.items(list).isEmpty()) {
                findings.add(new Finding("ROU-201", path + ":1", "this file has no cases in it", null, "\"cases:\" and under it a list",
                        "write one case, or delete the file"));
            }
            boolean follow = "true".equals(root.map(node -> YamlTree.text(node, "follow")).orElse(null));
            for (Node item : YamlTree.items(list)) {
                List<Finding> wrong = shape(path, item);
                findings.addAll(wrong);
                if (wrong.isEmpty()) {
                    cases.add(new RouteCase(path, follow, item));
                }
            }
        } catch (YamlTree.NotYaml e) {
            findings.add(new Finding("ROU-201", path + ":" + e.line(), "this is not YAML", e.getMessage(), null, "mend this line or the one above it"));
        }
        return new Read(cases, findings);
    }

    private static List<Finding> shape(String path, Node item) {
        List<Finding> findings = new ArrayList<>();
        for (NodeTuple tuple : YamlTree.entries(item)) {
            String word = YamlTree.text(tuple.getKeyNode());
            if (!WORDS.contains(word)) {
                findings.add(new Finding("ROU-201", path + ":" + YamlTree.line(tuple.getKeyNode()), "\"" + word + "\" is no word of a case",
                        null, "one of " + WORDS.stream().sorted().toList(), "correct the spelling or the indentation"));
            }
        }
        boolean expects = List.of("leaves", "held", "excluded", "fails").stream().anyMatch(word -> YamlTree.get(item, word) != null);
        if (YamlTree.text(item, "name") == null || !(YamlTree.get(item, "in") instanceof MappingNode) || !expects) {
            findings.add(new Finding("ROU-201", path + ":" + YamlTree.line(item), "this case is not whole", null,
                    "a name, an \"in\" with fields, and one of leaves, held, excluded, fails", "add what is missing"));
        }
        return findings;
    }

    String name() {
        return YamlTree.text(node, "name");
    }

    int line() {
        return YamlTree.line(node);
    }

    /** The route that the case is about: the file's own name. */
    String route() {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - SUFFIX.length());
    }

    Map<String, Object> in() {
        JsonNode in = YamlTree.json(YamlTree.get(node, "in"));
        return JSON.convertValue(in, new TypeReference<>() {});
    }

    String at(Node place) {
        return path + ":" + YamlTree.line(place);
    }
}
