package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;

/**
 * Builds routes in a context of its own that starts none of them, so that what Camel refuses is known before it counts. Timers and
 * schedulers of that context stand still.
 */
final class RouteTrial implements AutoCloseable {

    private final KnownBeans beans;
    private final DefaultCamelContext scratch;
    private final RouteLoader loader;

    /**
     * @param registry     what routes find under the names of beans
     * @param beans        the beans that they may name
     * @param interceptors what is to stand before their steps
     */
    RouteTrial(BeanRepository registry, KnownBeans beans, UnaryOperator<String> properties, InterceptStrategy... interceptors) {
        this.beans = beans;
        this.scratch = new DefaultCamelContext(new DefaultRegistry(registry));
        scratch.getCamelContextExtension().setName("route-trial");
        scratch.setAutoStartup(false);
        scratch.disableJMX();
        scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
        // a route that is not here will not come: a case that leads to it fails at once, and does not wait half a minute for it
        scratch.getComponent("direct", DirectComponent.class).setBlock(false);
        scratch.getPropertiesComponent().addPropertiesSource(new Delegated(properties));
        scratch.getCamelContextExtension().getContextPlugin(Model.class).addModelLifecycleStrategy(new TrialPace());
        for (InterceptStrategy interceptor : interceptors) {
            scratch.getCamelContextExtension().addInterceptStrategy(interceptor);
        }
        this.loader = new RouteLoader(scratch);
    }

    RouteTrial(KnownBeans beans, UnaryOperator<String> properties) {
        this(beans, beans, properties);
    }

    DefaultCamelContext camel() {
        return scratch;
    }

    /** The file of each route that was taken, by route id. */
    Map<String, RouteFile> owners() {
        return loader.owners();
    }

    /** @return what Camel has against each file that it would not load */
    Map<RouteFile, Finding> run(List<RouteFile> files) {
        Map<RouteFile, Finding> refused = new LinkedHashMap<>();
        if (files.stream().anyMatch(file -> new String(file.content(), StandardCharsets.UTF_8).contains("quartz"))) {
            QuartzComponent quartz = new QuartzComponent();
            quartz.setAutoStartScheduler(false);
            scratch.addComponent("quartz", quartz);
        }
        scratch.start();
        CamelWords words = new CamelWords(beans);
        for (RouteFile file : RouteLoader.sharedFirst(files)) {
            try {
                loader.add(file);
            } catch (Exception e) {
                refused.put(file, words.finding(file, e));
            }
        }
        refused.putAll(sameConsumer(scratch.getRoutes(), loader.owners()));
        return refused;
    }

    @Override
    public void close() {
        try {
            scratch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<RouteFile, Finding> sameConsumer(Collection<Route> routes, Map<String, RouteFile> owners) {
        Map<String, List<RouteFile>> listeners = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        for (Route route : routes) {
            boolean many = route.getEndpoint() instanceof MultipleConsumersSupport support && support.isMultipleConsumersSupported();
            if (!many) {
                names.put(route.getEndpoint().getEndpointKey(), route.getEndpoint().getEndpointBaseUri());
                listeners.computeIfAbsent(route.getEndpoint().getEndpointKey(), key -> new ArrayList<>()).add(owners.get(route.getRouteId()));
            }
        }
        Map<RouteFile, Finding> findings = new LinkedHashMap<>();
        listeners.forEach((endpoint, files) -> {
            for (int i = 0; files.size() > 1 && i < files.size(); i++) {
                RouteFile other = files.get(i == 0 ? 1 : 0);
                findings.put(files.get(i), new Finding("ROU-122", files.get(i).at(fromLine(files.get(i))), "two routes listen to one address",
                        names.get(endpoint).replace("://", ":") + ", also " + other.at(fromLine(other)), "an address that only one route listens to",
                        "give one of them another address; until then neither runs"));
            }
        });
        return findings;
    }

    private static int fromLine(RouteFile file) {
        return file.parts().stream()
                .flatMap(part -> YamlTree.tuple(part.value(), "from").stream())
                .map(tuple -> YamlTree.line(tuple.getKeyNode()))
                .findFirst()
                .orElse(1);
    }

    /** Settings that somebody else knows. */
    record Delegated(UnaryOperator<String> properties) implements PropertiesSource {
        @Override
        public String getName() {
            return "hourbook";
        }

        @Override
        public String getProperty(String key) {
            return properties.apply(key);
        }
    }
}
