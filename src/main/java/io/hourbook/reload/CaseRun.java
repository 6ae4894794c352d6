package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One case while it runs: what left by which exit, how it ended, and how that differs from what was written. */
final class CaseRun {

    private static final int MOST_STEPS = 20_000;
    private static final String DOES = "does";

    private final RouteCase example;
    private final CaseAdapter adapter;
    private final Map<String, List<Map<String, Object>>> left = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final CaseAnswers answers;
    private final List<Map<String, Object>> done = new ArrayList<>();
    private Throwable failure;
    private boolean letter;

    CaseRun(RouteCase example, CaseAdapter adapter) {
        this.example = example;
        this.adapter = adapter;
        this.answers = new CaseAnswers(example.answers());
    }

    CaseAnswers answers() {
        return answers;
    }

    /** Whether the case says what is to happen outside. */
    boolean namesOutside() {
        return YamlTree.get(example.node(), DOES) != null || YamlTree.get(example.node(), "answers") != null;
    }

    boolean follows() {
        return example.follow();
    }

    /** False once a case has taken more steps than any honest one: it goes round in a loop that has lost its end. */
    boolean mayGoOn() {
        return steps.incrementAndGet() <= MOST_STEPS;
    }

    /** Notes at once what a message says: it may change on its way. Parts of a split may come side by side. */
    synchronized void left(String exit, Exchange exchange, String address) {
        List<Map<String, Object>> fields = adapter.fields(exit, exchange, address);
        left.computeIfAbsent(exit, key -> new ArrayList<>()).addAll(fields);
        does(exit, fields.size() == 1 ? fields.get(0) : fields);
    }

    /** Notes what a bean outside was told. */
    void told(String call, Object told) {
        does(call, told instanceof List<?> several ? several.stream().map(adapter::told).toList() : adapter.told(told));
    }

    /** Notes what was done outside. */
    synchronized void does(String what, Object told) {
        done.add(Collections.singletonMap(what, told));
    }

    /** It became a dead letter. */
    synchronized void letter(Throwable thrown) {
        letter = true;
        failed(thrown);
    }

    synchronized void failed(Throwable thrown) {
        failure = failure == null ? thrown : failure;
    }

    /** Compares with what was written, once the route is through. */
    List<Finding> compare(Exchange end) {
        NodeTuple fails = YamlTree.tuple(example.node(), "fails").orElse(null);
        if (failure != null || fails != null) {
            outcome("fails", fails, failure == null ? null : CaseFailure.fields(failure, letter));
            if (!findings.isEmpty()) {
                return findings;
            }
        } else {
            outcome("held", "held", adapter.held(end.getMessage().getBody()));
            outcome("excluded", "excluded", adapter.excluded(end.getMessage().getBody()));
        }
        Node leaves = YamlTree.get(example.node(), "leaves");
        for (NodeTuple exit : YamlTree.entries(leaves)) {
            String id = YamlTree.text(exit.getKeyNode());
            List<Map<String, Object>> got = id.equals("end") ? adapter.fields("end", end, "") : left.getOrDefault(id, List.of());
            list(exit.getKeyNode(), exit.getValueNode(), got, id);
        }
        YamlTree.tuple(example.node(), DOES).ifPresent(does -> done(does.getKeyNode(), does.getValueNode()));
        if (findings.isEmpty() && !answers.neverAsked().isEmpty()) {
            differ(YamlTree.tuple(example.node(), "answers").orElseThrow().getKeyNode(), "answers", "that " + answers.neverAsked() + " is asked", "nobody asks");
        }
        return findings;
    }

    /** In its order: by name alone, or with what was told. */
    private void done(Node place, Node want) {
        List<String> names = done.stream().map(one -> one.keySet().iterator().next()).toList();
        List<Node> wanted = YamlTree.items(want);
        List<String> wantedNames = wanted.stream().map(CaseRun::name).toList();
        if (!names.equals(wantedNames)) {
            differ(place, DOES, wantedNames.toString(), names.toString());
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i) instanceof MappingNode) {
                value(wanted.get(i), done.get(i), DOES + "[" + i + "]");
            }
        }
    }

    private static String name(Node does) {
        List<NodeTuple> entries = YamlTree.entries(does);
        return entries.isEmpty() ? YamlTree.text(does) : YamlTree.text(entries.get(0).getKeyNode());
    }

    private void outcome(String word, String key, Map<String, Object> got) {
        NodeTuple expected = YamlTree.tuple(example.node(), key).orElse(null);
        if (expected != null || got != null && YamlTree.get(example.node(), "leaves") == null && YamlTree.get(example.node(), DOES) == null) {
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
        Map<String, Object> map = want instanceof MappingNode ? CaseTold.fields(got) : null;
        if (map != null) {
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
            if (!(want instanceof ScalarNode)) {
                differ(want, field, want instanceof MappingNode ? "fields" : "a list", plain(got));
                return;
            }
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
        findings.add(new Finding("ROU-202", example.at(place), "the case \"" + example.name() + "\" comes out otherwise: " + field,
                field + ": " + got, want, "correct the rule, or the case if it is the rule that has changed"));
    }

    /** As a person writes it in a case. */
    private static String plain(Object value) {
        return value == null ? "nothing" : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** The innermost cause. */
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
