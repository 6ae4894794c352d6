package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cases that cannot run because a route is broken have nothing of their own to say: what is wrong with that route is told once, with how
 * many wait for it.
 */
final class WaitingCases {

    private static final Pattern CULPRIT = Pattern.compile(" which is in (\\S+)");

    private final RouteReview review;
    /** How many cases wait, and in which files, by the path of the broken one. */
    private final Map<String, List<String>> waiting = new TreeMap<>();

    WaitingCases(RouteReview review) {
        this.review = review;
    }

    /** @param because what is wrong with the route that the case is of: broken itself, or left out because another one is */
    void add(RouteCase example, Finding because) {
        waiting.computeIfAbsent(culprit(because), none -> new ArrayList<>()).add(example.path());
    }

    /** What is wrong with the routes themselves, by path and line; the first thing that is wrong with each says what waits for it. */
    List<Finding> told() {
        Map<String, List<String>> untold = new HashMap<>(waiting);
        List<Finding> told = new ArrayList<>();
        for (Finding fault : review.faults()) {
            List<String> cases = untold.remove(path(fault));
            told.add(cases == null ? fault : new Finding(
                    fault.code(), fault.where(), fault.what(), fault.saw(), fault.want(), fault.at(), fault.fix() + "; " + words(cases) + " until then"));
        }
        return told;
    }

    private static String words(List<String> cases) {
        int files = Set.copyOf(cases).size();
        return (cases.size() == 1 ? "1 case" : cases.size() + " cases") + " in " + (files == 1 ? "1 file" : files + " files") + " cannot run";
    }

    /** The broken file that is behind it, over all that stand between. */
    private String culprit(Finding because) {
        Finding at = because;
        Set<String> seen = new HashSet<>();
        while (at.code().equals("ROU-171") && seen.add(path(at))) {
            Matcher named = CULPRIT.matcher(at.saw());
            if (!named.find()) {
                break;
            }
            String next = named.group(1);
            at = review.leftOut().stream().filter(finding -> path(finding).equals(next)).findFirst()
                    .or(() -> review.faults().stream().filter(finding -> path(finding).equals(next)).findFirst()).orElse(at);
        }
        return path(at);
    }

    private static String path(Finding finding) {
        return finding.where().substring(0, finding.where().lastIndexOf(':'));
    }
}
