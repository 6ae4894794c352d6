package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One case while it runs: what left by which exit, how it ended, and how that differs from what was written. */
final class CaseRun {

    private static final int MOST_STEPS = 20_000;

    private final RouteCase example;
    private final CaseAdapter adapter;
    private final Map<String, List<Map<String, Object>>> left = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private Throwable failure;

    CaseRun(RouteCase example, CaseAdapter adapter) {
        this.example = example;
        this.adapter = adapter;
    }

    boolean follows() {
        return example.follow();
    }

    /** False once a case has taken more steps than any honest one: it goes round in a loop that has lost its end. */
    boolean mayGoOn() {
        return steps.incrementAndGet() <= MOST_STEPS;
    }

    /** Notes at once what a body says: the message may change on its way. Parts of a split may come side by side. */
    synchronized void left(String exit, Object body) {
        left.computeIfAbsent(exit, key -> new ArrayList<>()).addAll(adapter.fields(exit, body));
    }

    synchronized void failed(Throwable thrown) {
        failure = failure == null ? thrown : failure;
    }

    /** Compares with what was written, once the route is through. */
    List<Finding> compare(Object end) {
        NodeTuple fails = YamlTree.tuple(example.node(), "fails").orElse(null);
        if (failure != null || fails != null) {
            outcome("fails", fails, failure == null ? null : fields(failure));
            return findings;
        }
        outcome("held", "held", adapter.held(end));
        outcome("excluded", "excluded", adapter.excluded(end));
        Node leaves = YamlTree.get(example.node(), "leaves");
        for (NodeTuple exit : YamlTree.entries(leaves)) {
            String id = YamlTree.text(exit.getKeyNode());
            List<Map<String, Object>> got = id.equals("end") ? adapter.fields("end", end) : left.getOrDefault(id, List.of());
            list(exit.getKeyNode(), exit.getValueNode(), got, id);
        }
        return findings;
    }

    private void outcome(String word, String key, Map<String, Object> got) {
        NodeTuple expected = YamlTree.tuple(example.node(), key).orElse(null);
        if (expected != null || got != null && YamlTree.get(example.node(), "leaves") == null) {
            outcome(word, expected, got);
        }
    }

    private void outcome(String word, NodeTuple expected, Map<String, Object> got) {
        if (expected == null) {
            differ(example.node(), word, word.equals("fails") ? "no failure" : "not " + word, plain(got));
        } else if (got == null) {
            differ(expected.getKeyNode(), word, word.equals("fails") ? "a failure" : "a message that is " + word, left.isEmpty() ? "nothing left" : "it left by " + left.keySet());
        } else {
            value(expected.getValueNode(), got, word);
        }
    }

    private void value(Node want, Object got, String field) {
        if (want instanceof MappingNode && got instanceof Map<?, ?> map) {
            for (NodeTuple tuple : YamlTree.entries(want)) {
                String name = YamlTree.text(tuple.getKeyNode());
                if (map.containsKey(name)) {
                    value(tuple.getValueNode(), map.get(name), field + "." + name);
                } else {
                    differ(tuple.getKeyNode(), field + "." + name, plain(YamlTree.text(tuple.getValueNode())), "no such field; there are " + map.keySet());
                }
            }
        } else if (want instanceof SequenceNode && got instanceof List<?> items) {
            list(want, want, items, field);
        } else {
            String written = Tag.NULL.equals(want.getTag()) ? null : YamlTree.text(want);
            boolean same = written == null ? got == null : written.equals(plain(got));
            if (!same) {
                differ(want, field, written == null ? "nothing" : written, plain(got));
            }
        }
    }

    private void list(Node place, Node want, List<?> got, String field) {
        List<Node> wanted = YamlTree.items(want);
        if (wanted.size() != got.size()) {
            differ(place, field, wanted.size() + " of them", got.size() + ": " + got);
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            value(wanted.get(i), got.get(i), field + "[" + i + "]");
        }
    }

    private void differ(Node place, String field, String want, String got) {
        findings.add(new Finding("ROU-202", example.at(place), "the case \"" + example.name() + "\" comes out otherwise",
                field + ": " + got, want, "correct the rule, or the case if it is the rule that has changed"));
    }

    /** As a person writes it in a case. */
    private static String plain(Object value) {
        return value == null ? "nothing" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static Map<String, Object> fields(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                Finding finding = problem.findings().get(0);
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("code", finding.code());
                fields.put("where", finding.where());
                fields.put("what", finding.what());
                fields.put("saw", finding.saw());
                return fields;
            }
        }
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Map.of("code", "ROU-900", "what", CamelWords.plain(root));
    }
}
