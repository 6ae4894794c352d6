package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteFile.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the files of a folder are to one another: who is called, whose dead letters, which template. */
final class RouteLinks {

    /** What a file needs or gives: a {@code direct}, a {@code routeConfiguration}, a {@code routeTemplate}, by name. */
    record Link(String kind, String name) {
        @Override
        public String toString() {
            return kind.equals("direct") ? "direct:" + name : kind + " \"" + name + "\"";
        }
    }

    private final List<RouteFile> files;
    private final Map<Link, RouteFile> given = new LinkedHashMap<>();
    private final Map<RouteFile, Map<Link, Integer>> needed = new LinkedHashMap<>();

    RouteLinks(List<RouteFile> files) {
        this.files = files;
        for (RouteFile file : files) {
            if (file.root() != null) {
                file.parts().forEach(part -> given(file, part));
                needs(file);
            } else if (!file.shared()) {
                given.putIfAbsent(new Link("direct", file.stem()), file);
            }
        }
    }

    private void given(RouteFile file, Part part) {
        if (part.kind().equals("routeConfiguration") || part.kind().equals("routeTemplate")) {
            given.putIfAbsent(new Link(part.kind(), part.id()), file);
        } else {
            Node from = YamlTree.get(part.value(), "from");
            String direct = RouteRules.direct(YamlTree.text(from, "uri"), from);
            given.putIfAbsent(new Link("direct", direct == null && part.kind().equals("templatedRoute") ? part.id() : direct), file);
        }
    }

    private void needs(RouteFile file) {
        Map<Link, Integer> needs = needed.computeIfAbsent(file, key -> new LinkedHashMap<>());
        for (Part part : file.parts()) {
            need(needs, "routeConfiguration", YamlTree.get(part.value(), "routeConfigurationId"));
            need(needs, "routeTemplate", YamlTree.get(part.value(), "routeTemplateRef"));
        }
        calls(file.root(), needs);
    }

    private static void need(Map<Link, Integer> needs, String kind, Node name) {
        if (YamlTree.text(name) != null) {
            needs.putIfAbsent(new Link(kind, YamlTree.text(name)), YamlTree.line(name));
        }
    }

    /** Every address below, but for those that a route listens to. */
    private static void calls(Node node, Map<Link, Integer> needs) {
        for (String key : List.of("uri", "deadLetterUri")) {
            Node uri = YamlTree.get(node, key);
            String direct = RouteRules.direct(YamlTree.text(uri), node);
            if (direct != null && !direct.contains("{")) {
                needs.putIfAbsent(new Link("direct", direct), YamlTree.line(uri));
            }
        }
        YamlTree.entries(node).forEach(tuple -> {
            if ("from".equals(YamlTree.text(tuple.getKeyNode()))) {
                calls(YamlTree.get(tuple.getValueNode(), "steps"), needs);
            } else {
                calls(tuple.getValueNode(), needs);
            }
        });
        YamlTree.items(node).forEach(item -> calls(item, needs));
    }

    /** Ids that stand twice, and names that nobody has; a name that may stand in an unreadable file is not held against anyone. */
    List<Finding> check() {
        List<Finding> findings = new ArrayList<>(twice());
        boolean unreadable = files.stream().anyMatch(file -> file.root() == null && file.shared());
        needed.forEach((file, links) -> links.forEach((link, line) -> {
            if (!given.containsKey(link) && !unreadable) {
                findings.add(missing(file, link, line));
            }
        }));
        return findings;
    }

    private Finding missing(RouteFile file, Link link, int line) {
        String code = switch (link.kind()) {
            case "direct" -> "ROU-133";
            case "routeConfiguration" -> "ROU-134";
            default -> "ROU-135";
        };
        List<String> names = given.keySet().stream().filter(other -> other.kind().equals(link.kind()) && other.name() != null)
                .map(Link::name).sorted().toList();
        return new Finding(code, file.at(line), "there is no " + link, link.toString(), KnownNames.wanted(link.name(), names),
                "correct the name, or write the file that has it");
    }

    private List<Finding> twice() {
        Map<String, List<Map.Entry<RouteFile, Part>>> byId = new LinkedHashMap<>();
        for (RouteFile file : files) {
            if (file.root() != null) {
                for (Part part : file.parts()) {
                    if (part.id() != null) {
                        byId.computeIfAbsent(part.id(), id -> new ArrayList<>()).add(Map.entry(file, part));
                    }
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        byId.forEach((id, places) -> {
            for (int i = 0; places.size() > 1 && i < places.size(); i++) {
                RouteFile file = places.get(i).getKey();
                Map.Entry<RouteFile, Part> other = places.get(i == 0 ? 1 : 0);
                findings.add(new Finding("ROU-121", file.at(places.get(i).getValue().line()), "the id \"" + id + "\" stands twice",
                        "the other at " + other.getKey().at(other.getValue().line()), "an id that only one route has",
                        "rename one of them with its file; until then neither runs"));
            }
        });
        return findings;
    }

    /**
     * Those files that cannot run because something that they stand on is not there.
     *
     * @param broken the files that cannot run on their own account
     * @return a finding for each further file, naming what it waits for
     */
    List<Finding> leftOutBecauseOf(Collection<RouteFile> broken) {
        Set<RouteFile> out = new LinkedHashSet<>(broken);
        List<Finding> findings = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (RouteFile file : files) {
                Finding finding = out.contains(file) ? null : waits(file, out);
                if (finding != null) {
                    findings.add(finding);
                    more = out.add(file);
                }
            }
        }
        return findings;
    }

    private Finding waits(RouteFile file, Set<RouteFile> out) {
        for (Map.Entry<Link, Integer> need : needed.getOrDefault(file, Map.of()).entrySet()) {
            RouteFile giver = given.get(need.getKey());
            if (giver == null ? !out.isEmpty() : out.contains(giver)) {
                Set<String> culprits = new HashSet<>();
                out.stream().filter(other -> giver == null ? other.shared() : other == giver).forEach(other -> culprits.add(other.path()));
                return new Finding("ROU-171", file.at(need.getValue()), "left out, because what it stands on is broken",
                        need.getKey() + ", which is in " + String.join(" or ", culprits.stream().sorted().toList()), null,
                        "mend that file; this one needs nothing");
            }
        }
        return null;
    }

    /** Those files whose routes are made of a shared part that one of these gives: its configuration, its template. */
    Set<RouteFile> madeOf(Collection<RouteFile> shared) {
        Set<RouteFile> made = new LinkedHashSet<>();
        needed.forEach((file, links) -> {
            if (links.keySet().stream().anyMatch(link -> !link.kind().equals("direct") && shared.contains(given.get(link)))) {
                made.add(file);
            }
        });
        return made;
    }

    /** All files, whoever calls before whom it calls. Where routes call each other in a circle, any of them is first. */
    List<RouteFile> callersFirst() {
        Set<RouteFile> calledFirst = new LinkedHashSet<>();
        Set<RouteFile> seen = new HashSet<>();
        files.forEach(file -> visit(file, seen, calledFirst));
        List<RouteFile> order = new ArrayList<>(calledFirst);
        Collections.reverse(order);
        return order;
    }

    private void visit(RouteFile file, Set<RouteFile> seen, Set<RouteFile> order) {
        if (seen.add(file)) {
            needed.getOrDefault(file, Map.of()).keySet().stream().map(given::get).filter(Objects::nonNull).forEach(called -> visit(called, seen, order));
            order.add(file);
        }
    }
}
