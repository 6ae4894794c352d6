package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteFile.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Routes that others call by {@code direct:} and that would not start: whoever calls one waits half a minute for it, and then the message
 * is a dead letter. A route that begins by itself may rest, for nobody waits for it.
 */
final class RouteRest {

    /** Such a route may have been in force before there was this rule; see {@link RouteMemory#CODES}. */
    static final String CODE = "ROU-137";

    private final CamelContext camel;
    private final Map<String, RouteFile> owners;
    private final List<RouteFile> files;

    /**
     * @param camel  a context that took these files and started none of their routes: it knows what settings and templates make of them
     * @param owners the file of each route that was taken, by route id
     */
    RouteRest(CamelContext camel, Map<String, RouteFile> owners, Collection<RouteFile> files) {
        this.camel = camel;
        this.owners = owners;
        this.files = List.copyOf(files);
    }

    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (RouteFile file : files) {
            for (Part part : file.parts()) {
                String key = part.kind().equals("route") || part.kind().equals("templatedRoute") ? resting(part) : null;
                if (key != null) {
                    findings.addAll(findings(file, part, key));
                }
            }
        }
        return findings;
    }

    /** What keeps a route from starting that is called: {@code autoStartup} or {@code precondition}; null where nothing does. */
    private String resting(Part part) {
        Route route = part.id() == null ? null : camel.getRoute(part.id());
        if (route != null) {
            boolean called = owners.containsKey(part.id()) && route.getEndpoint().getEndpointUri().startsWith("direct:");
            return called && Boolean.FALSE.equals(route.isAutoStartup()) ? "autoStartup" : null;
        }
        // a route whose condition does not hold is not built at all
        Node from = YamlTree.get(made(part), "from");
        return RouteRules.direct(YamlTree.text(from, "uri"), from) != null && YamlTree.get(made(part), "precondition") != null ? "precondition" : null;
    }

    /** The route's own words: those of its template, where it is made of one. */
    private Node made(Part part) {
        Part template = template(part);
        return template == null ? part.value() : words(template);
    }

    private static Node words(Part template) {
        Node route = YamlTree.get(template.value(), "route");
        return route == null ? template.value() : route;
    }

    private Part template(Part part) {
        String name = part.kind().equals("templatedRoute") ? YamlTree.text(part.value(), "routeTemplateRef") : null;
        return name == null ? null : files.stream().flatMap(file -> file.parts("routeTemplate").stream()).filter(one -> name.equals(one.id())).findFirst().orElse(null);
    }

    /** At the word that says so; where a template leaves it to its routes, at both, for an edit of either may have done it. */
    private List<Finding> findings(RouteFile file, Part part, String key) {
        Part template = template(part);
        if (template == null) {
            return List.of(finding(file.at(line(part.value(), key, part.line())), part.id(), YamlTree.get(part.value(), key), key));
        }
        Node said = YamlTree.get(words(template), key);
        RouteFile home = files.stream().filter(one -> one.parts("routeTemplate").stream().anyMatch(other -> other.key() == template.key())).findFirst().orElseThrow();
        List<Finding> findings = new ArrayList<>();
        findings.add(finding(home.at(line(words(template), key, template.line())), part.id(), said, key));
        if (String.valueOf(YamlTree.text(said)).contains("{{")) {
            findings.add(finding(file.at(line(part.value(), "parameters", part.line())), part.id(), said, key));
        }
        return findings;
    }

    private static int line(Node node, String key, int otherwise) {
        return YamlTree.tuple(node, key).map(tuple -> YamlTree.line(tuple.getKeyNode())).orElse(otherwise);
    }

    private static Finding finding(String where, String id, Node said, String key) {
        return new Finding(CODE, where, "the route \"" + id + "\" is called, and would not start: whoever calls it waits half a minute and fails",
                key + ": " + YamlTree.text(said), "a route that starts, for it listens to direct:" + id,
                "take this out; to have the work rest, let the route rest that begins it, or take out the step that calls this one");
    }
}
