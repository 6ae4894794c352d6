package io.hourbook.bench.rival;

import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.Policies;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what a person has to look at before an entry counts: overlaps, days and entries too long, work in the future. */
final class Suspects {

    private Suspects() {}

    /** Changes {@code all} in place. @return the indices of those that changed */
    static List<Integer> find(List<Work> all, Policies policies, Instant now) {
        Map<String, List<Integer>> byWorker = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).worker() != null) {
                byWorker.computeIfAbsent(all.get(i).worker().worker(), any -> new ArrayList<>()).add(i);
            }
        }
        List<Integer> changed = new ArrayList<>();
        byWorker.values().forEach(of -> find(all, of, policies, now, changed));
        return changed;
    }

    private static void find(List<Work> all, List<Integer> of, Policies policies, Instant now, List<Integer> changed) {
        of.sort(Comparator.comparing((Integer i) -> all.get(i).start()).thenComparing(i -> all.get(i).id()));
        Map<LocalDate, Long> days = new HashMap<>();
        of.forEach(i -> days.merge(all.get(i).date(), all.get(i).seconds(), Long::sum));
        boolean[] overlaps = overlaps(all, of);
        for (int k = 0; k < overlaps.length; k++) {
            Work work = all.get(of.get(k));
            int bits = work.suspicion() | bit(overlaps[k], Suspicion.OVERLAPS)
                    | bit(policies.suspiciousDay(days.get(work.date())), Suspicion.DAY_OVER_24_HOURS)
                    | bit(policies.suspicious(work.seconds()), Suspicion.LONGER_THAN_LIMIT)
                    | bit(work.start().isAfter(now), Suspicion.STARTS_IN_FUTURE);
            if (bits != work.suspicion()) {
                all.set(of.get(k), work.suspected(bits));
                changed.add(of.get(k));
            }
        }
    }

    private static int bit(boolean found, Suspicion suspicion) {
        return found ? 1 << suspicion.ordinal() : 0;
    }

    private static boolean[] overlaps(List<Work> all, List<Integer> of) {
        boolean[] overlaps = new boolean[of.size()];
        List<Integer> open = new ArrayList<>();
        for (int k = 0; k < overlaps.length; k++) {
            Work work = all.get(of.get(k));
            if (work.seconds() == 0) {
                continue;
            }
            open.removeIf(earlier -> !all.get(of.get(earlier)).start().plusSeconds(all.get(of.get(earlier)).seconds()).isAfter(work.start()));
            for (int earlier : open) {
                overlaps[earlier] = true;
                overlaps[k] = true;
            }
            open.add(k);
        }
        return overlaps;
    }
}
