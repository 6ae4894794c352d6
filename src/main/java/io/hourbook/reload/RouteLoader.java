package io.hourbook.reload;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;

/** Puts files into a Camel context one by one, and takes out again all that a refused file has left behind. */
final class RouteLoader {

    private final CamelContext camel;
    private final Model model;
    private final Map<String, RouteFile> owners = new HashMap<>();
    private final Map<String, Parts> taken = new HashMap<>();

    RouteLoader(CamelContext camel) {
        this.camel = camel;
        this.model = camel.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** Shared parts before those who stand on them; those that start by themselves last, when all whom they call are there. */
    static List<RouteFile> sharedFirst(List<RouteFile> files) {
        return files.stream().sorted(Comparator.comparingInt(RouteLoader::turn)).toList();
    }

    private static int turn(RouteFile file) {
        if (!file.parts("routeConfiguration").isEmpty() || !file.parts("routeTemplate").isEmpty()) {
            return 0;
        }
        boolean called = file.parts("route").stream()
                .map(part -> YamlTree.get(part.value(), "from"))
                .allMatch(from -> RouteRules.direct(YamlTree.text(from, "uri"), from) != null);
        return called ? 1 : 2;
    }

    /** The file of each route that was added, by route id. */
    Map<String, RouteFile> owners() {
        return owners;
    }

    /** Adds a file's parts; where the context runs, its routes run when this returns. */
    void add(RouteFile file) throws Exception {
        Parts before = Parts.of(model);
        try (HeldTriggers held = HeldTriggers.during(camel, file)) {
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(file.resource())) {
                if (builder instanceof RouteConfigurationsBuilder shared) {
                    camel.addRoutesConfigurations(shared);
                }
                camel.addRoutes(builder);
                camel.addTemplatedRoutes(builder);
            }
        } catch (Exception e) {
            takeOut(Parts.of(model).without(before));
            throw e;
        }
        Parts added = Parts.of(model).without(before);
        taken.put(file.path(), added);
        added.routes().forEach(route -> owners.put(route.getRouteId(), file));
    }

    /**
     * Stops the routes of a file that was added, when what they have in hand is through.
     *
     * @return whether they stand still; where not, they run on, and nothing that they had in hand was cut off
     */
    boolean stop(RouteFile file, Duration patience) throws Exception {
        for (RouteDefinition route : parts(file).routes()) {
            if (camel.getRoute(route.getRouteId()) != null
                    && !camel.getRouteController().stopRoute(route.getRouteId(), patience.toMillis(), TimeUnit.MILLISECONDS, true)) {
                return false;
            }
        }
        return true;
    }

    /** Starts those routes of a file that were stopped. */
    void start(RouteFile file) throws Exception {
        for (RouteDefinition route : parts(file).routes()) {
            if (camel.getRoute(route.getRouteId()) != null) {
                camel.getRouteController().startRoute(route.getRouteId());
            }
        }
    }

    /** Takes out all that a file brought in; its routes have been stopped. */
    void remove(RouteFile file) throws Exception {
        takeOut(parts(file));
        taken.remove(file.path());
        owners.values().removeIf(owner -> owner.path().equals(file.path()));
    }

    private Parts parts(RouteFile file) {
        return taken.getOrDefault(file.path(), Parts.NONE);
    }

    private void takeOut(Parts parts) throws Exception {
        for (RouteDefinition route : parts.routes()) {
            if (camel.getRoute(route.getRouteId()) != null) {
                camel.getRouteController().stopRoute(route.getRouteId());
                camel.removeRoute(route.getRouteId());
            }
            model.removeRouteDefinition(route);
        }
        for (RouteTemplateDefinition template : parts.templates()) {
            model.removeRouteTemplateDefinition(template);
        }
        model.getRouteConfigurationDefinitions().removeIf(parts.configurations()::contains);
    }

    /** What a context knows of, or what one file brought into it. */
    private record Parts(
            Set<RouteDefinition> routes, Set<RouteTemplateDefinition> templates, Set<RouteConfigurationDefinition> configurations) {

        static final Parts NONE = new Parts(Set.of(), Set.of(), Set.of());

        static Parts of(Model model) {
            return new Parts(same(model.getRouteDefinitions()), same(model.getRouteTemplateDefinitions()), same(model.getRouteConfigurationDefinitions()));
        }

        Parts without(Parts other) {
            Parts rest = new Parts(same(routes), same(templates), same(configurations));
            rest.routes.removeAll(other.routes);
            rest.templates.removeAll(other.templates);
            rest.configurations.removeAll(other.configurations);
            return rest;
        }

        /** By identity: a definition is what it is, however alike another one may be. */
        private static <T> Set<T> same(Collection<T> definitions) {
            Set<T> set = Collections.newSetFromMap(new IdentityHashMap<>());
            set.addAll(definitions);
            return set;
        }
    }
}
