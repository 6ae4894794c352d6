package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Whether the beans and methods that a route names exist. */
final class RouteBeans {

    private static final Set<String> CALLS = Set.of("bean", "method", "process");

    private RouteBeans() {}

    static List<Finding> check(RouteFile file, KnownBeans beans) {
        List<Finding> findings = new ArrayList<>();
        walk(file, file.root(), beans, findings);
        return findings;
    }

    private static void walk(RouteFile file, Node node, KnownBeans beans, List<Finding> findings) {
        for (NodeTuple tuple : YamlTree.entries(node)) {
            Node ref = YamlTree.get(tuple.getValueNode(), "ref");
            if (CALLS.contains(YamlTree.text(tuple.getKeyNode())) && ref != null) {
                bean(file, ref, YamlTree.get(tuple.getValueNode(), "method"), beans, findings);
            }
            walk(file, tuple.getValueNode(), beans, findings);
        }
        YamlTree.items(node).forEach(item -> walk(file, item, beans, findings));
    }

    private static void bean(RouteFile file, Node ref, Node method, KnownBeans beans, List<Finding> findings) {
        String name = YamlTree.text(ref).replaceFirst("^#(bean:)?", "");
        if (name.contains("{{")) {
            return;
        }
        if (!beans.has(name)) {
            findings.add(unknown(file, YamlTree.line(ref), name, beans));
        } else if (YamlTree.text(method) != null) {
            String written = YamlTree.text(method).replaceFirst("\\(.*", "").strip();
            if (!beans.hasMethod(name, written)) {
                findings.add(new Finding("ROU-132", file.at(method), "\"" + name + "\" cannot \"" + written + "\"", "method \"" + written + "\"",
                        KnownNames.wanted(written, beans.methods(name)), "correct the name of the method"));
            } else if (YamlTree.text(method).contains("(") && !beans.hasMethod(name, written, values(YamlTree.text(method)))) {
                findings.add(new Finding("ROU-136", file.at(method), "\"" + name + "\" cannot \"" + written + "\" with so many values",
                        values(YamlTree.text(method)) + " in \"" + YamlTree.text(method) + "\"", beans.takes(name, written),
                        "write as many values between the brackets, or none and no brackets: then the body is handed over"));
            }
        }
    }

    private static int values(String call) {
        return arguments(call).size();
    }

    /** What stands between the brackets: commas within quotes or further brackets part nothing. */
    static List<String> arguments(String call) {
        int open = call.indexOf('(') + 1;
        String inside = call.substring(open, Math.max(open, call.lastIndexOf(')')));
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                arguments.add(inside.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!inside.isBlank()) {
            arguments.add(inside.substring(start).strip());
        }
        return arguments;
    }

    static Finding unknown(RouteFile file, int line, String name, KnownBeans beans) {
        return new Finding("ROU-131", file.at(line), "there is no bean \"" + name + "\"", "\"" + name + "\"",
                KnownNames.wanted(name, beans.names()), "correct the name; the reference lists the beans that routes may use");
    }
}
