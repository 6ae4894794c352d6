package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Runs the cases beside routes: the real files in a Camel context of their own, with the real rules and nothing else. Steps
 * whose id starts with {@code to-} are exits: what comes to them is noted and goes no further, unless a file of cases says
 * {@code follow: true} and the exit leads to another route. Not for use by several threads.
 */
public final class CaseRunner implements AutoCloseable {

    /** One case by its place and name. */
    public record Case(String path, int line, String name) {
        @Override
        public String toString() {
            return path + ":" + line + " " + name;
        }
    }


    private final Function<String, CaseAdapter> adapters;
    private final List<RouteCase> examples = new ArrayList<>();
    private final List<Finding> unreadable = new ArrayList<>();
    private final RouteTrial trial;
    private final RouteReview review;
    private final CamelContext camel;
    private final CaseCall call;

    /**
     * @param routes     the folder with routes and their cases
     * @param beans      what routes may really call here: pure rules, never a store or a client
     * @param known      further beans that routes may name; a case that comes to call one fails
     * @param properties the value of a setting, or null
     * @param adapters   who knows what the cases of a file mean, by its path: {@code routes/deliver/http-target.cases.yaml}
     */
    public CaseRunner(
            Path routes, Map<String, Object> beans, Map<String, Class<?>> known, UnaryOperator<String> properties,
            Function<String, CaseAdapter> adapters) {
        this.adapters = adapters;
        for (Path path : RouteFolder.paths(routes, RouteCase.SUFFIX)) {
            RouteCase.Read read = RouteCase.read(RouteFolder.shown(routes, path), RouteFolder.bytes(path));
            examples.addAll(read.cases());
            unreadable.addAll(read.findings());
        }
        CaseBeans registry = new CaseBeans(beans, known, new Letters());
        this.trial = new RouteTrial(registry, registry.known(), properties, new CaseExits());
        this.camel = trial.camel();
        this.call = new CaseCall(camel, registry.known());
        CaseOutside.standIn(camel, registry);
        this.review = RouteReview.of(RouteFolder.read(routes), registry.known(), trial);
        start();
    }

    /** Those that are called; of what starts by itself only the steps, so that nothing but a case begins them. */
    private void start() {
        try {
            for (Route route : camel.getRoutes()) {
                if (!sound(route)) {
                    continue;
                }
                if (CaseCall.isCalled(route)) {
                    camel.getRouteController().startRoute(route.getRouteId());
                } else {
                    ServiceHelper.startService(route.getProcessor());
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("routes that were found sound do not start", e);
        }
    }

    /** The case that an exchange is of. */
    static CaseRun of(Exchange exchange) {
        return exchange.getProperty(CaseCall.RUN, CaseRun.class);
    }

    private boolean sound(Route route) {
        return review.sound().contains(trial.owners().get(route.getRouteId()));
    }

    /** Loads Camel, its language of routes and its schema, so that a first runner is made faster. */
    public static void warmUp() {
        byte[] route = """
                - route:
                    id: warm
                    description: warm
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct
                      parameters:
                        name: warm
                      steps: []
                """.getBytes(StandardCharsets.UTF_8);
        RouteFile file = RouteFile.read("warm.camel.yaml", route);
        RouteSchema.check(file);
        try (RouteTrial trial = new RouteTrial(new KnownBeans(Map.of()), key -> null)) {
            trial.run(List.of(file));
        }
    }

    /** What is wrong with the routes themselves, by path and line. */
    public List<Finding> faults() {
        return review.faults();
    }

    /** Whether a sound route of this id was loaded. */
    public boolean loaded(String route) {
        return camel.getRoute(route) != null;
    }

    /** All cases that can be read. */
    public List<Case> cases() {
        return examples.stream().map(example -> new Case(example.path(), example.line(), example.name())).toList();
    }

    /** What is wrong with files of cases themselves. */
    public List<Finding> unreadable() {
        return List.copyOf(unreadable);
    }

    /** All findings of all cases and their files, by path and line. */
    public List<Finding> runAll() {
        List<Finding> findings = new ArrayList<>(unreadable);
        cases().forEach(one -> findings.addAll(run(one)));
        return findings.stream().sorted(RouteReview.BY_PLACE).toList();
    }

    /**
     * What routes and their cases come to.
     *
     * @param findings what is wrong with either, each cause once: a case that waits for a broken route is counted there
     * @param leftOver cases that only have no route any more: whoever takes out a route need not take out its cases in the same breath
     */
    public record Look(List<Finding> findings, List<Finding> leftOver) {}

    /** Looks at all routes and runs all cases that can run. */
    public Look look() {
        WaitingCases waiting = new WaitingCases(review);
        List<Finding> findings = new ArrayList<>(unreadable);
        List<Finding> leftOver = new ArrayList<>();
        for (RouteCase example : examples) {
            Optional<Finding> because = runs(example) ? Optional.empty() : because(example);
            if (because.isPresent()) {
                waiting.add(example, because.get());
            } else {
                (runs(example) ? findings : leftOver).addAll(run(example));
            }
        }
        findings.addAll(waiting.told());
        return new Look(findings, leftOver);
    }

    /** How one case comes out otherwise than written; empty where it does not. */
    public List<Finding> run(Case one) {
        RouteCase example = examples.stream()
                .filter(candidate -> candidate.path().equals(one.path()) && candidate.line() == one.line())
                .findFirst()
                .orElseThrow();
        return run(example);
    }

    private boolean runs(RouteCase example) {
        Route route = camel.getRoute(example.route());
        return route != null && sound(route);
    }

    private List<Finding> run(RouteCase example) {
        if (!runs(example)) {
            return List.of(new Finding("ROU-203", example.at(example.node()), "the case \"" + example.name() + "\" has no route to run",
                    why(example), "a sound route of that name beside it, or the name of one under \"route\"", "mend or rename the route, or drop the case"));
        }
        Route route = camel.getRoute(example.route());
        CaseAdapter meaning = adapters.apply(example.path());
        CaseRun run = new CaseRun(example, meaning);
        Exchange end;
        try {
            meaning.standOn(example.facts());
            Object made = meaning.message(example.route(), example.in());
            CaseMessage message = made instanceof CaseMessage ? (CaseMessage) made : CaseMessage.of(made);
            end = call.send(route, message, meaning.properties(route.getRouteId()), run);
        } catch (RuntimeException e) {
            return List.of(new Finding("ROU-201", example.at(YamlTree.get(example.node(), "in")), "this \"in\" makes no message",
                    CamelWords.plain(e), null, "correct the field that it names"));
        }
        return run.compare(end);
    }

    private String why(RouteCase example) {
        return because(example).map(finding -> finding.text().lines().findFirst().orElseThrow()).orElse("no file " + example.route() + RouteFile.SUFFIX);
    }

    /** What is wrong with the route of a case; empty where there is none of that name. */
    private Optional<Finding> because(RouteCase example) {
        String route = "/" + example.route() + RouteFile.SUFFIX + ":";
        return Stream.concat(review.faults().stream(), review.leftOut().stream()).filter(finding -> finding.where().contains(route)).findFirst();
    }

    @Override
    public void close() {
        trial.close();
    }

    /** Stands where dead letters are kept: a case sees the failure, and nothing is stored. */
    public static final class Letters implements Processor {
        @Override
        public void process(Exchange exchange) {
            // the step is of no interest here
        }

        public void keep(Exchange exchange) {
            of(exchange).letter(exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class));
            exchange.setProperty("deadLetter", true);
        }
    }
}
