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
 * @param facts  the name of the facts that it stands on, or null where its file names none
 * @param of     the route that its file names, or null where it is the one beside it
 * @param follow whether exits to other routes are followed, so that the case sees what comes of them
 * @param node   the example
 */
record RouteCase(String path, String facts, String of, boolean follow, Node node) {

    static final String SUFFIX = ".cases.yaml";

    private static final Set<String> HEAD = Set.of("facts", "route", "follow", "cases");
    private static final Set<String> WORDS = Set.of("name", "in", "answers", "leaves", "does", "held", "excluded", "fails");
    private static final List<String> EXPECTS = List.of("leaves", "does", "held", "excluded", "fails");
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
            for (NodeTuple tuple : root.map(YamlTree::entries).orElse(List.of())) {
                word(path, tuple.getKeyNode(), HEAD, "a file of cases").ifPresent(findings::add);
            }
            String facts = root.map(node -> YamlTree.text(node, "facts")).orElse(null);
            String of = root.map(node -> YamlTree.text(node, "route")).orElse(null);
            boolean follow = "true".equals(root.map(node -> YamlTree.text(node, "follow")).orElse(null));
            for (Node item : YamlTree.items(list)) {
                List<Finding> wrong = shape(path, item);
                findings.addAll(wrong);
                if (wrong.isEmpty()) {
                    cases.add(new RouteCase(path, facts, of, follow, item));
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
            word(path, tuple.getKeyNode(), WORDS, "a case").ifPresent(findings::add);
        }
        boolean expects = EXPECTS.stream().anyMatch(word -> YamlTree.get(item, word) != null);
        if (YamlTree.text(item, "name") == null || !(YamlTree.get(item, "in") instanceof MappingNode) || !expects) {
            findings.add(new Finding("ROU-201", path + ":" + YamlTree.line(item), "this case is not whole", null,
                    "a name, an \"in\" with fields, and one of " + String.join(", ", EXPECTS), "add what is missing"));
        }
        return findings;
    }

    private static Optional<Finding> word(String path, Node key, Set<String> known, String of) {
        String word = YamlTree.text(key);
        return known.contains(word) ? Optional.empty()
                : Optional.of(new Finding("ROU-201", path + ":" + YamlTree.line(key), "\"" + word + "\" is no word of " + of, null,
                        "one of " + known.stream().sorted().toList(), "correct the spelling or the indentation"));
    }

    String name() {
        return YamlTree.text(node, "name");
    }

    int line() {
        return YamlTree.line(node);
    }

    /** The route that the case is about: the one that its file names, or the file's own name. */
    String route() {
        if (of != null) {
            return of;
        }
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.substring(0, file.length() - SUFFIX.length());
    }

    Map<String, Object> in() {
        return fields("in");
    }

    /** What is answered by whatever lies outside of routes and rules, by its name: {@code slots.next}, {@code to-publisher}. */
    Map<String, Object> answers() {
        return YamlTree.get(node, "answers") == null ? Map.of() : fields("answers");
    }

    private Map<String, Object> fields(String word) {
        return JSON.convertValue(YamlTree.json(YamlTree.get(node, word)), new TypeReference<>() {});
    }

    String at(Node place) {
        return path + ":" + YamlTree.line(place);
    }
}
