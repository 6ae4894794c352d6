package io.hourbook.mapping;

import java.util.Set;

/**
 * Who takes part in a first rollout, from {@code mappings/rollout.yaml}. An empty set is everybody; an entry takes part where all three
 * let it.
 *
 * @param workers  ids of workers.csv
 * @param projects ids of projects.csv
 * @param sources  ids of sources.csv
 */
public record Rollout(Set<String> workers, Set<String> projects, Set<String> sources) {

    /** As shipped. */
    public static final Rollout EVERYBODY = new Rollout(Set.of(), Set.of(), Set.of());

    public boolean everybody() {
        return workers.isEmpty() && projects.isEmpty() && sources.isEmpty();
    }

    /**
     * The first of the three that leaves an entry out, as a sentence. What nobody knows is left out by none of them: whoever finds out
     * what it means decides.
     *
     * @param worker  in the books, or null
     * @param project in the books, or null
     * @return null where none does
     */
    public String leavesOut(String source, String worker, String project) {
        if (outside(sources, source)) {
            return "source " + source + " does not take part (sources in mappings/rollout.yaml)";
        }
        if (outside(projects, project)) {
            return "project " + project + " does not take part (projects in mappings/rollout.yaml)";
        }
        return outside(workers, worker) ? "worker " + worker + " does not take part (workers in mappings/rollout.yaml)" : null;
    }

    private static boolean outside(Set<String> part, String id) {
        return !part.isEmpty() && id != null && !part.contains(id);
    }

    /** Whether an entry's project has to be known before anybody can say that it takes part. */
    public boolean byProject() {
        return !projects.isEmpty();
    }
}
