package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings routes into the running Camel context, and swaps them for others while it runs. A broken file never stops the start: it is
 * left out with what stands on it, and what is broken is said. What was read is what runs: no file is looked at again.
 */
public final class RouteDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(RouteDeployer.class);

    /** Whoever calls a route in the moment of its swap waits for the new one; longer than any swap takes. */
    private static final Duration WHILE_SWAPPED = Duration.ofSeconds(10);
    /** How long the work in hand of one file may take before its swap is put off. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CamelContext camel;
    private final Path folder;
    private final Supplier<Map<String, Class<?>>> catalog;
    private final Map<String, RouteFile> running = new TreeMap<>();
    private RouteLoader loader;
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
    public List<Finding> deploy() {
        return deploy(RouteFolder.read(folder));
    }

    /**
     * The same with files that have been read already.
     *
     * @param files path as people know it ({@code routes/…}) to bytes; what is no route is passed over
     */
    public List<Finding> deploy(Map<String, byte[]> files) {
        return deploy(List.copyOf(routes(files).values()));
    }

    private synchronized List<Finding> deploy(List<RouteFile> files) {
        long start = System.nanoTime();
        begin();
        KnownBeans beans = new KnownBeans(catalog.get());
        RouteReview review = RouteReview.of(files, beans, key -> camel.getPropertiesComponent().resolveProperty(key).orElse(null));
        List<Finding> broken = new ArrayList<>(review.faults());
        broken.addAll(review.leftOut());
        CamelWords words = new CamelWords(beans);
        for (RouteFile file : review.sound()) {
            try {
                loader.add(file);
                running.put(file.path(), file);
            } catch (Exception e) {
                broken.add(words.finding(file, e));
            }
        }
        findings = List.copyOf(broken);
        findings.forEach(finding -> LOG.error("{}", finding.text()));
        LOG.info("{} of {} route files run, ready in {} ms", running.size(), files.size(), (System.nanoTime() - start) / 1_000_000);
        return findings;
    }

    private void begin() {
        if (loader == null) {
            camel.setAllowUseOriginalMessage(true);
            DirectComponent direct = camel.getComponent("direct", DirectComponent.class);
            direct.setBlock(true);
            direct.setTimeout(WHILE_SWAPPED.toMillis());
            loader = new RouteLoader(camel);
        }
    }

    /**
     * Makes these files what runs. Only what differs is touched, with what is made of it: templates and configurations. Work in hand is
     * finished by the route that began it; whoever calls a route in that moment waits for the new one. The files have been checked. Where
     * nothing runs yet, all of them begin.
     *
     * @param files path as people know it ({@code routes/…}) to bytes; what is no route is passed over
     * @throws Problem ROU-401 where a route does not come to rest, ROU-402 where the new files do not come up; what ran before runs then,
     *     but for what ROU-403 names
     */
    public synchronized void swap(Map<String, byte[]> files) {
        long start = System.nanoTime();
        begin();
        Map<String, RouteFile> next = routes(files);
        RouteSwap swap = new RouteSwap(loader, new CamelWords(new KnownBeans(catalog.get())), Map.copyOf(running), next);
        if (swap.changes()) {
            try {
                swap.go(PATIENCE);
            } catch (Problem failed) {
                if (!swap.lost().isEmpty()) {
                    LOG.error("Routes that ran before are gone", failed);
                    running.keySet().removeAll(swap.lost());
                    findings = failed.findings().stream().filter(finding -> finding.code().equals("ROU-403")).toList();
                }
                throw failed;
            }
            running.clear();
            running.putAll(next);
            LOG.info("{} route files swapped in {} ms", swap.size(), (System.nanoTime() - start) / 1_000_000);
        }
        findings = List.of();
    }

    /** Whether routes that ran before a swap could not be had back after it. The next swap to their files tries again. */
    public boolean lacks() {
        return findings.stream().anyMatch(finding -> finding.code().equals("ROU-403"));
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

    private static Map<String, RouteFile> routes(Map<String, byte[]> files) {
        Map<String, RouteFile> routes = new TreeMap<>();
        files.forEach((path, content) -> {
            if (path.startsWith("routes/") && path.endsWith(RouteFile.SUFFIX)) {
                routes.put(path, RouteFile.read(path, content));
            }
        });
        return routes;
    }
}
