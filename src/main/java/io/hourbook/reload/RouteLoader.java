package io.hourbook.reload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;

/** Puts files into a Camel context one by one, and takes out again all that a refused file has left behind. */
final class RouteLoader {

    private final CamelContext camel;
    private final Model model;
    private final Map<String, RouteFile> owners = new HashMap<>();

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
        Set<RouteDefinition> routes = new HashSet<>(model.getRouteDefinitions());
        Set<RouteConfigurationDefinition> configurations = new HashSet<>(model.getRouteConfigurationDefinitions());
        try {
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(file.resource())) {
                if (builder instanceof RouteConfigurationsBuilder shared) {
                    camel.addRoutesConfigurations(shared);
                }
                camel.addRoutes(builder);
                camel.addTemplatedRoutes(builder);
            }
        } catch (Exception e) {
            takeOut(routes, configurations);
            throw e;
        }
        for (RouteDefinition route : model.getRouteDefinitions()) {
            if (!routes.contains(route)) {
                owners.put(route.getRouteId(), file);
            }
        }
    }

    private void takeOut(Set<RouteDefinition> routes, Set<RouteConfigurationDefinition> configurations) throws Exception {
        for (RouteDefinition route : new ArrayList<>(model.getRouteDefinitions())) {
            if (!routes.contains(route)) {
                if (camel.getRoute(route.getRouteId()) != null) {
                    camel.getRouteController().stopRoute(route.getRouteId());
                    camel.removeRoute(route.getRouteId());
                }
                model.removeRouteDefinition(route);
            }
        }
        model.getRouteConfigurationDefinitions().removeIf(definition -> !configurations.contains(definition));
    }
}
