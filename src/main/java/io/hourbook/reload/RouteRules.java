package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteFile.Part;
import io.hourbook.reload.RouteFile.Step;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.springframework.scheduling.support.CronExpression;

/** What a route must have so that it can be read, named in a dead letter, and trusted when something fails. */
final class RouteRules {

    private static final Set<String> ORDINARY = Set.of("route", "templatedRoute");
    private static final Set<String> SHARED = Set.of("route", "routeTemplate", "routeConfiguration");
    private static final Set<String> EXITS = Set.of("to", "toD", "wireTap");
    private static final Set<String> SCRIPTS =
            Set.of("script", "groovy", "js", "java", "joor", "python", "mvel", "ognl", "spel", "datasonnet", "wasm");
    private static final Pattern DEFAULT = Pattern.compile("\\{\\{[^:}]+:([^}]*)}}");

    private final RouteFile file;
    private final List<Finding> findings = new ArrayList<>();

    private RouteRules(RouteFile file) {
        this.file = file;
    }

    static List<Finding> check(RouteFile file) {
        RouteRules rules = new RouteRules(file);
        rules.parts();
        rules.steps();
        rules.crons(file.root());
        return rules.findings;
    }

    private void parts() {
        List<Part> parts = file.parts();
        Set<String> allowed = file.shared() ? SHARED : ORDINARY;
        for (Part part : parts) {
            if (!allowed.contains(part.kind())) {
                add("ROU-118", part.line(), "\"" + part.kind() + "\" does not belong in this file", null,
                        "one of " + allowed.stream().sorted().toList(),
                        file.shared() ? "make it Java, or a part of a route" : "move it to a file whose name starts with an underscore");
            }
        }
        List<Part> routes = parts.stream().filter(part -> allowed.contains(part.kind())).toList();
        if (!file.shared() && routes.size() > 1) {
            add("ROU-118", routes.get(1).line(), "a second route in one file", routes.size() + " routes", "one route per file",
                    "move it to a file of its own, named after it");
        }
        routes.forEach(this::part);
    }

    private void part(Part part) {
        if (part.id() == null) {
            add("ROU-112", part.line(), "this " + part.kind() + " has no id", null, "an id that no other one has",
                    file.shared() ? "give it an id" : "add \"id: " + file.stem() + "\"");
            return;
        }
        if (!file.shared() && !part.id().equals(file.stem())) {
            add("ROU-111", lineOf(part, "id"), "the route is not named after its file", "id \"" + part.id() + "\"",
                    "id \"" + file.stem() + "\"", "rename the route or the file, and whoever calls it");
        }
        if (part.kind().equals("route")) {
            route(part);
        }
    }

    private void route(Part part) {
        if (blank(YamlTree.text(part.value(), "description"))) {
            add("ROU-113", part.line(), "the route \"" + part.id() + "\" does not say what it is for", null,
                    "a description of one sentence", "add \"description:\" for the person who reads it in an alert");
        }
        String uri = YamlTree.text(YamlTree.get(part.value(), "from"), "uri");
        String direct = direct(uri, YamlTree.get(part.value(), "from"));
        if (direct != null && !direct.equals(part.id())) {
            add("ROU-111", YamlTree.line(YamlTree.get(part.value(), "from")), "the route listens to another name than its own",
                    "direct:" + direct, "direct:" + part.id(), "use one name for the file, the id and direct:");
        }
        boolean net = YamlTree.get(part.value(), "routeConfigurationId") != null || YamlTree.get(part.value(), "errorHandler") != null;
        if (!net) {
            add("ROU-116", part.line(), "the route \"" + part.id() + "\" has no dead letters behind it", null,
                    "routeConfigurationId: dead-letter", "add it; a caller that wants the error itself says errorHandler: noErrorHandler");
        }
    }

    private void steps() {
        for (Step step : file.steps()) {
            boolean exit = EXITS.contains(step.kind());
            if ((exit || step.kind().equals("bean")) && blank(step.id())) {
                add("ROU-114", step.line(), "this step has no id", step.kind(), exit ? "an id that starts with to-" : "an id that is a verb",
                        "write the step out and give it an id: dead letters and cases name it");
            } else if (exit && !step.id().startsWith("to-")) {
                add("ROU-115", step.line(), "the id of an exit does not start with to-", "id \"" + step.id() + "\"",
                        "id \"to-" + step.id() + "\"", "rename it, and the cases that name it");
            }
            breaker(step);
            dynamicHttp(step);
        }
        tooMuch(file.root());
    }

    private void breaker(Step step) {
        String option = "throwExceptionWhenHalfOpenOrOpenState";
        if (step.kind().equals("circuitBreaker")) {
            Node configuration = YamlTree.get(step.value(), "resilience4jConfiguration");
            if (!"true".equals(YamlTree.text(configuration, option))) {
                add("ROU-161", step.line(), "an open circuit breaker would let the message go on as if delivered", option + " is not set",
                        "resilience4jConfiguration: " + option + ": true", "set it");
            }
        }
    }

    /** Camel's short cut for dynamic HTTP addresses takes options for a part of the query. */
    private void dynamicHttp(Step step) {
        String uri = YamlTree.text(step.value(), "uri");
        boolean shortCut = !"false".equals(YamlTree.text(step.value(), "allowOptimisedComponents"));
        if (step.kind().equals("toD") && uri != null && uri.startsWith("http") && shortCut) {
            add("ROU-162", step.line(), "toD to an HTTP address sends its options to the other side", uri,
                    "\"to\", or toD with allowOptimisedComponents: false", "use to, with the path in the header CamelHttpPath");
        }
    }

    /** A script, SQL or a long expression is a bean that wants to be written. */
    private void tooMuch(Node node) {
        for (NodeTuple tuple : YamlTree.entries(node)) {
            String key = YamlTree.text(tuple.getKeyNode());
            String text = YamlTree.text(tuple.getValueNode());
            boolean script = SCRIPTS.contains(key);
            boolean sql = "uri".equals(key) && text != null && text.startsWith("sql");
            boolean multiline = text != null && !"description".equals(key) && text.strip().contains("\n");
            if (script || sql || multiline) {
                add("ROU-163", YamlTree.line(tuple.getKeyNode()), "a program is hidden in this route",
                        script ? "\"" + key + "\"" : sql ? "SQL" : "text of several lines", "a step that calls a bean",
                        "write a bean with a name that says what it does, and call it");
            }
            tooMuch(tuple.getValueNode());
        }
        YamlTree.items(node).forEach(this::tooMuch);
    }

    private void crons(Node node) {
        String uri = YamlTree.text(node, "uri");
        if (uri != null && uri.startsWith("quartz")) {
            Node parameter = YamlTree.get(node, "parameters", "cron");
            Matcher query = Pattern.compile("[?&]cron=([^&]*)").matcher(uri);
            if (parameter != null) {
                cron(YamlTree.line(parameter), YamlTree.text(parameter));
            } else if (query.find()) {
                cron(YamlTree.line(YamlTree.get(node, "uri")), query.group(1).replace('+', ' '));
            }
        }
        YamlTree.entries(node).forEach(tuple -> crons(tuple.getValueNode()));
        YamlTree.items(node).forEach(this::crons);
    }

    /** Both parsers must agree: Quartz alone takes 99 for "every" and would fire each minute. */
    private void cron(int line, String written) {
        Matcher preset = DEFAULT.matcher(written);
        String cron = preset.matches() ? preset.group(1) : written;
        if (cron.contains("{{")) {
            return;
        }
        try {
            CronExpression.parse(cron);
            org.quartz.CronExpression.validateExpression(cron);
        } catch (IllegalArgumentException | ParseException e) {
            add("ROU-141", line, "this is no point in time", "cron \"" + cron + "\"",
                    "six fields: second minute hour day month weekday, e.g. 0 5 * * * ?", "correct it: " + lower(e.getMessage()));
        }
    }

    /** The name behind {@code direct}, in either form of writing, or null for any other address. */
    static String direct(String uri, Node node) {
        if (uri == null) {
            return null;
        }
        if (uri.equals("direct")) {
            return YamlTree.text(YamlTree.get(node, "parameters", "name"));
        }
        return uri.startsWith("direct:") ? uri.substring("direct:".length()).replaceFirst("^//", "").replaceFirst("\\?.*", "") : null;
    }

    private static int lineOf(Part part, String key) {
        return YamlTree.tuple(part.value(), key).map(tuple -> YamlTree.line(tuple.getKeyNode())).orElse(part.line());
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static String lower(String text) {
        return text == null ? "it cannot be read" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private void add(String code, int line, String what, String saw, String want, String fix) {
        findings.add(new Finding(code, file.at(line), what, saw, want, fix));
    }
}
