package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that is wrong with a set of files, and which of them can run.
 *
 * @param sound    the files that can run, shared parts first
 * @param faults   what is wrong, by path and line
 * @param leftOut  a finding for each file that is sound itself but stands on one that is not
 */
record RouteReview(List<RouteFile> sound, List<Finding> faults, List<Finding> leftOut) {

    static RouteReview of(List<RouteFile> files, KnownBeans beans, UnaryOperator<String> properties) {
        try (RouteTrial trial = new RouteTrial(beans, properties)) {
            return of(files, beans, trial);
        }
    }

    /** @param trial not used before; what it took stays in it */
    static RouteReview of(List<RouteFile> files, KnownBeans beans, RouteTrial trial) {
        Map<RouteFile, List<Finding>> faults = new LinkedHashMap<>();
        for (RouteFile file : files) {
            List<Finding> own = new ArrayList<>(file.findings());
            if (file.root() != null) {
                own.addAll(RouteSchema.check(file));
                if (own.isEmpty()) {
                    own.addAll(RouteRules.check(file));
                    own.addAll(RouteBeans.check(file, beans));
                    own.addAll(RouteMemory.check(file, beans));
                }
            }
            faults.put(file, own);
        }
        RouteLinks links = new RouteLinks(files);
        for (Finding finding : links.check()) {
            faults.get(owner(files, finding)).add(finding);
        }
        List<Finding> leftOut = links.leftOutBecauseOf(broken(faults));
        Map<RouteFile, Finding> refused = trial.run(sound(files, faults, leftOut));
        refused.forEach((file, finding) -> faults.get(file).add(finding));
        if (!refused.isEmpty()) {
            leftOut = links.leftOutBecauseOf(broken(faults));
        }
        // what only rests was built like all others, and runs on where it rested before there was a rule against it
        new RouteRest(trial.camel(), trial.owners(), sound(files, faults, leftOut)).check().forEach(finding -> faults.get(owner(files, finding)).add(finding));
        List<Finding> all = faults.values().stream().flatMap(List::stream).sorted(BY_PLACE).toList();
        return new RouteReview(RouteLoader.sharedFirst(sound(files, faults, leftOut)), all, leftOut.stream().sorted(BY_PLACE).toList());
    }

    private static List<RouteFile> sound(List<RouteFile> files, Map<RouteFile, List<Finding>> faults, List<Finding> leftOut) {
        Set<RouteFile> out = new LinkedHashSet<>(broken(faults));
        leftOut.forEach(finding -> out.add(owner(files, finding)));
        return files.stream().filter(file -> !out.contains(file)).toList();
    }

    /** What is only not let in by an edit runs, and its cases do: it may have run before there was a rule against it. */
    private static List<RouteFile> broken(Map<RouteFile, List<Finding>> faults) {
        return faults.keySet().stream().filter(file -> faults.get(file).stream().anyMatch(fault -> !RouteCheck.mayStay(fault.code()))).toList();
    }

    private static RouteFile owner(List<RouteFile> files, Finding finding) {
        return files.stream().filter(file -> finding.where().startsWith(file.path() + ":")).findFirst().orElseThrow();
    }

    static final Comparator<Finding> BY_PLACE = Comparator.<Finding, String>comparing(finding -> path(finding.where()))
            .thenComparingInt(finding -> line(finding.where()))
            .thenComparing(Finding::code);

    private static String path(String where) {
        return where.substring(0, where.lastIndexOf(':'));
    }

    private static int line(String where) {
        return Integer.parseInt(where.substring(where.lastIndexOf(':') + 1));
    }
}
