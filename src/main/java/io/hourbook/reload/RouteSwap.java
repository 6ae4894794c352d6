package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.LinkedHashSet;
import java.util.TreeSet;

/**
 * The step from one set of files to another in a running context: what did not change is not touched, what changed finishes its
 * work in hand before it goes, and where the new set does not come up, the old one runs again.
 */
final class RouteSwap {

    private final RouteLoader loader;
    private final CamelWords words;
    private final Map<String, RouteFile> before;
    private final Map<String, RouteFile> after;
    private final List<RouteFile> out;
    private final List<RouteFile> in;
    /** What ran before and could not be had back. */
    private final List<Finding> lost = new ArrayList<>();
    private final Set<String> lostPaths = new TreeSet<>();

    /**
     * @param before the files that run, by path
     * @param after  those that are to run
     */
    RouteSwap(RouteLoader loader, CamelWords words, Map<String, RouteFile> before, Map<String, RouteFile> after) {
        this.loader = loader;
        this.words = words;
        this.before = before;
        this.after = after;
        Set<String> touched = touched();
        this.out = new RouteLinks(List.copyOf(before.values())).callersFirst().stream().filter(file -> touched.contains(file.path())).toList();
        this.in = RouteLoader.sharedFirst(after.values().stream().filter(file -> touched.contains(file.path())).toList());
    }

    /** Whether there is anything to do. */
    boolean changes() {
        return !out.isEmpty() || !in.isEmpty();
    }

    /** How many files come and go. */
    int size() {
        Set<String> paths = new TreeSet<>();
        out.forEach(file -> paths.add(file.path()));
        in.forEach(file -> paths.add(file.path()));
        return paths.size();
    }

    private Set<String> touched() {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> before.containsKey(path) && after.containsKey(path)
                && Arrays.equals(before.get(path).content(), after.get(path).content()));
        Set<String> touched = new LinkedHashSet<>(paths);
        for (Map<String, RouteFile> files : List.of(before, after)) {
            List<RouteFile> changed = files.values().stream().filter(file -> paths.contains(file.path())).toList();
            new RouteLinks(List.copyOf(files.values())).madeOf(changed).forEach(file -> touched.add(file.path()));
        }
        return touched;
    }

    /**
     * @param patience how long the work in hand of one file may take
     * @throws Problem ROU-401 where it takes longer, ROU-402 where the new files do not come up; the old ones run then, but for
     *     {@link #lost()}
     */
    void go(Duration patience) {
        stop(patience);
        List<RouteFile> added = new ArrayList<>();
        RouteFile current = null;
        try {
            for (RouteFile file : out) {
                loader.remove(file);
            }
            for (RouteFile file : in) {
                current = file;
                // one that could not be had back before may be there in part
                loader.remove(file);
                loader.add(file);
                added.add(file);
            }
        } catch (Exception failed) {
            back(added, failed);
            Finding why = current == null ? null : words.finding(current, failed);
            throw told(new Finding("ROU-402", why == null ? "routes/" : why.where(), "this does not come up in the running service",
                    why == null ? CamelWords.plain(failed) : why.what() + (why.saw() == null ? "" : ": " + why.saw()), null,
                    "the version before it runs on; change what is named here and save"), failed);
        }
    }

    /** The paths of files that ran before and could not be had back: nothing of them runs. */
    Set<String> lost() {
        return lostPaths;
    }

    /** What could not be had back is worse than what did not come up, and is told with it. */
    private Problem told(Finding first, Exception because) {
        List<Finding> all = new ArrayList<>(List.of(first));
        all.addAll(lost);
        Problem problem = new Problem(all);
        problem.initCause(because);
        return problem;
    }

    private void lose(RouteFile file, Exception why, Exception because) {
        because.addSuppressed(why);
        lostPaths.add(file.path());
        lost.add(new Finding("ROU-403", file.at(1), "this ran before and does not come back", CamelWords.plain(why), null,
                "nothing, if what it needs comes back: it is tried again by itself, and no pass begins without it; otherwise start Hourbook again"));
    }

    private void stop(Duration patience) {
        List<RouteFile> stopped = new ArrayList<>();
        try {
            for (RouteFile file : out) {
                // of a file with several routes some have stopped before the one that does not
                stopped.add(file);
                if (!loader.stop(file, patience)) {
                    throw new Problem(new Finding("ROU-401", file.at(1), "this route has work in hand that does not end",
                            "nothing after " + patience.toSeconds() + " s", "a moment without work in hand",
                            "nothing: it is tried again by itself, and the version before it runs on meanwhile"));
                }
            }
        } catch (Exception failed) {
            Collections.reverse(stopped);
            again(stopped, failed);
            if (failed instanceof Problem busy) {
                throw lost.isEmpty() ? busy : told(busy.findings().get(0), busy);
            }
            throw new IllegalStateException("a route could not be stopped", failed);
        }
    }

    private void again(List<RouteFile> stopped, Exception because) {
        for (RouteFile file : stopped) {
            try {
                loader.start(file);
            } catch (Exception why) {
                lose(file, why, because);
            }
        }
    }

    /** All that came goes, all that went comes back. */
    private void back(List<RouteFile> added, Exception because) {
        Collections.reverse(added);
        for (RouteFile file : added) {
            try {
                loader.remove(file);
            } catch (Exception left) {
                // out of the way as far as it goes: what comes back says whether it matters
                because.addSuppressed(left);
            }
        }
        for (RouteFile file : RouteLoader.sharedFirst(out)) {
            try {
                loader.remove(file);
                loader.add(file);
            } catch (Exception why) {
                lose(file, why, because);
            }
        }
    }
}
