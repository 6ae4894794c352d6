package io.hourbook.cases;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The routes that nobody calls but Hourbook itself, or a clock: no other file misses one that is gone. */
public final class WantedRoutes {

    /** Without these, work waits for ever that nobody sees waiting. */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();
    /** Without these, something is not there that people look for. */
    private static final Map<String, String> MISSED = new LinkedHashMap<>();

    static {
        // an edit without it is refused in any case: no pass would begin
        MISSED.put("routes/schedule/sync.camel.yaml", "there is no pass without it");
        NEEDED.put("routes/schedule/look-for-slots.camel.yaml", "nothing that mappings/schedules.yaml says is done without it");
        NEEDED.put("routes/schedule/watch-inbox.camel.yaml", "a file in the inbox begins no pass without it");
        NEEDED.put("routes/schedule/resume-pass.camel.yaml", "a pass that broke off is not made up for without it");
        NEEDED.put("routes/schedule/retry-deliveries.camel.yaml", "what could not be delivered is not tried again by itself without it");
        MISSED.put("routes/triage/replay-dead-letter.camel.yaml", "routes of your own can put no dead letter back without it");
        MISSED.put("routes/report/list-holds.camel.yaml", "out/holds.csv is not written without it");
        MISSED.put("routes/report/keep-run.camel.yaml", "out/runs/ gets no file without it");
        MISSED.put("routes/report/write-month.camel.yaml", "out/month-end/ gets no books without it");
        MISSED.put("routes/report/tell-edit.camel.yaml", "nobody is told of edits at HOURBOOK_NOTIFY_URL without it");
        MISSED.put("routes/report/tell-alert.camel.yaml", "nobody is told of problems by mappings/alerts.yaml without it");
    }

    private WantedRoutes() {}

    /** A note for each that a folder does not have; none where it has no route at all. @param paths of its files, from the home on */
    static List<Finding> missing(Set<String> paths) {
        List<Finding> notes = new ArrayList<>();
        if (!paths.isEmpty()) {
            for (Map<String, String> wanted : List.of(NEEDED, MISSED)) {
                wanted.forEach((path, why) -> {
                    if (!has(paths, path)) {
                        notes.add(finding(path, why, "put its file back; hourbook migrate shows what this release ships"));
                    }
                });
            }
        }
        return notes;
    }

    /**
     * A finding for each that an edit takes out although work would wait for ever without it.
     *
     * @param before the paths of the files in force
     * @param after  those of the edit
     */
    public static List<Finding> takenOut(Set<String> before, Set<String> after) {
        List<Finding> findings = new ArrayList<>();
        NEEDED.forEach((path, why) -> {
            if (has(before, path) && !has(after, path)) {
                findings.add(finding(path, why, "put its file back; to have it rest for a while, write autoStartup: false into the route, which a clock or a folder begins"));
            }
        });
        return findings;
    }

    private static Finding finding(String path, String why, String fix) {
        String route = path.substring(path.lastIndexOf('/') + 1).replace(".camel.yaml", "");
        return new Finding("ROU-173", path + ":1", "there is no route \"" + route + "\", and " + why, null, path, fix);
    }

    /** A route is known by its name, in whichever folder it lies. */
    private static boolean has(Set<String> paths, String path) {
        String name = path.substring(path.lastIndexOf('/'));
        return paths.stream().anyMatch(one -> one.startsWith("routes/") && one.endsWith(name));
    }
}
