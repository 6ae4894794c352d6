package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the routes of a folder into the running Camel context. A broken file never stops the start: it is left out with
 * what stands on it, and what is broken is said. What was read is what runs: the files are not looked at again.
 */
public final class RouteDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployer.class);

    private final CamelContext camel;
    private final Path folder;
    private final Supplier<Map<String, Class<?>>> catalog;
    private volatile List<Finding> findings = List.of();

    /**
     * @param camel  running, without routes of its own from files
     * @param folder where {@code *.camel.yaml} are, at any depth
     * @param beans  the beans that routes may name, with their classes; asked when routes are loaded
     */
    public RouteDeployer(CamelContext camel, Path folder, Supplier<Map<String, Class<?>>> beans) {
        this.camel = camel;
        this.folder = folder;
        this.catalog = beans;
    }

    /**
     * Loads the folder: shared parts first, then what is called, then what starts by itself. Call it once, after Camel has
     * started and before anything calls a route.
     *
     * @return what is broken or left out, the same as {@link #findings()}
     */
    public synchronized List<Finding> deploy() {
        long start = System.nanoTime();
        camel.setAllowUseOriginalMessage(true);
        camel.getComponent("direct", DirectComponent.class).setBlock(false);
        KnownBeans beans = new KnownBeans(catalog.get());
        List<RouteFile> files = RouteFolder.read(folder);
        RouteReview review = RouteReview.of(files, beans, key -> camel.getPropertiesComponent().resolveProperty(key).orElse(null));
        List<Finding> broken = new ArrayList<>(review.faults());
        broken.addAll(review.leftOut());
        RouteLoader loader = new RouteLoader(camel);
        CamelWords words = new CamelWords(beans);
        for (RouteFile file : review.sound()) {
            try {
                loader.add(file);
            } catch (Exception e) {
                broken.add(words.finding(file, e));
            }
        }
        findings = List.copyOf(broken);
        findings.forEach(finding -> LOG.error("{}", finding.text()));
        LOG.info("{} of {} route files run, ready in {} ms", files.size() - left(files), files.size(), (System.nanoTime() - start) / 1_000_000);
        return findings;
    }

    /** What is broken or left out since the last load; empty where everything runs. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Makes sure that a route is there before it is called.
     *
     * @throws Problem with all that is broken where it is not
     */
    public void require(String routeId) {
        if (camel.getRoute(routeId) == null) {
            Finding missing = new Finding("ROU-172", folder.getFileName() + "/", "the route \"" + routeId + "\" does not run", null, null,
                    findings.isEmpty() ? "put its file back" : "mend what is named below; everything waits until then, nothing is lost");
            List<Finding> all = new ArrayList<>(List.of(missing));
            all.addAll(findings);
            throw new Problem(all);
        }
    }

    private long left(List<RouteFile> files) {
        return files.stream().filter(file -> findings.stream().anyMatch(finding -> finding.where().startsWith(file.path() + ":"))).count();
    }
}
