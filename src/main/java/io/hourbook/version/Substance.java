package io.hourbook.version;

import io.hourbook.cases.CaseTally;
import io.hourbook.mapping.ChangePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes an edit substantial, judged by the policy in force and not by the one that it proposes. */
final class Substance {

    private final Weigher weigher;

    Substance(Weigher weigher) {
        this.weigher = weigher;
    }

    Weigher weigher() {
        return weigher;
    }

    /** Whether it may be substantial, as far as that can be told at once. */
    boolean possible(FileSet inForce, FileSet edited) {
        ChangePolicy policy = ChangePolicy.of(inForce.mappings());
        return policy.on() && (asksWhatMoves(policy, inForce, edited) || !byWhatItChanges(policy, inForce, edited).isEmpty());
    }

    /** Whether going from one set to another changes which edits wait for a second person. */
    boolean changesPolicy(FileSet inForce, FileSet next) {
        return ChangePolicy.of(inForce.mappings()).changesItself(inForce.all(), next.all());
    }

    /**
     * What makes it so, a sentence each; none where it goes in force at once. How much it moves is found out only where nothing else
     * makes it wait, for that takes its time.
     *
     * @return empty while that is being found out
     */
    Optional<List<String>> reasons(Live.Standing inForce, FileSet edited) {
        ChangePolicy policy = inForce.number() == 0 ? null : ChangePolicy.of(inForce.files().mappings());
        if (policy == null || !policy.on()) {
            return Optional.of(List.of());
        }
        List<String> reasons = byWhatItChanges(policy, inForce.files(), edited);
        return !reasons.isEmpty() || !asksWhatMoves(policy, inForce.files(), edited) ? Optional.of(reasons)
                : weigher.moved(edited, inForce.number()).map(told -> moved(policy, told));
    }

    private static List<String> byWhatItChanges(ChangePolicy policy, FileSet inForce, FileSet edited) {
        List<String> reasons = new ArrayList<>(policy.reasons(inForce.all(), edited.all()));
        if (policy.asksForCases()) {
            reasons.addAll(policy.fewerCases(CaseTally.of(inForce.all()).gone(CaseTally.of(edited.all()), "before").stream()
                    .map(gone -> gone.where().replaceFirst(":\\d+$", "")).distinct().toList()));
        }
        return reasons;
    }

    /** Comments, cases and the order of rows move nothing, whatever else would move by now. */
    private static boolean asksWhatMoves(ChangePolicy policy, FileSet inForce, FileSet edited) {
        return policy.asksWhatMoves() && ChangePolicy.saysElse(inForce.all(), edited.all());
    }

    private static List<String> moved(ChangePolicy policy, Weigher.Told told) {
        if (told.moved() != null) {
            return policy.reasons(told.moved());
        }
        return List.of(told.untold() == null ? "nobody can tell here how much money it moves" : "it cannot be told how much money it moves: " + told.untold());
    }
}
