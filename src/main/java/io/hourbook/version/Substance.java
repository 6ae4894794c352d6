package io.hourbook.version;

import io.hourbook.mapping.ChangePolicy;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What makes an edit substantial, judged by the policy in force and not by the one that it proposes. */
final class Substance {

    private final Supplier<Impact> impact;

    /** @param impact null where nobody can tell how much an edit moves */
    Substance(Supplier<Impact> impact) {
        this.impact = impact;
    }

    /** Whether it may be substantial, as far as that can be told at once. */
    boolean possible(FileSet inForce, FileSet edited) {
        ChangePolicy policy = ChangePolicy.of(inForce.mappings());
        return policy.on() && (asksWhatMoves(policy, inForce, edited) || !policy.reasons(inForce.all(), edited.all()).isEmpty());
    }

    /** Whether going from one set to another changes which edits wait for a second person. */
    boolean changesPolicy(FileSet inForce, FileSet next) {
        return ChangePolicy.of(inForce.mappings()).changesItself(inForce.all(), next.all());
    }

    /**
     * What makes it so, a sentence each; none where it goes in force at once. How much it moves is found out only where nothing else
     * makes it wait, for that takes its time.
     */
    List<String> reasons(FileSet inForce, FileSet edited) {
        ChangePolicy policy = ChangePolicy.of(inForce.mappings());
        if (!policy.on()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>(policy.reasons(inForce.all(), edited.all()));
        if (reasons.isEmpty() && asksWhatMoves(policy, inForce, edited)) {
            reasons.addAll(moved(policy, edited));
        }
        return reasons;
    }

    /** Comments, cases and the order of rows move nothing, whatever else would move by now. */
    private static boolean asksWhatMoves(ChangePolicy policy, FileSet inForce, FileSet edited) {
        return policy.asksWhatMoves() && ChangePolicy.saysElse(inForce.all(), edited.all());
    }

    private List<String> moved(ChangePolicy policy, FileSet edited) {
        Impact now = impact.get();
        if (now == null) {
            return List.of("nobody can tell here how much money it moves");
        }
        try {
            return policy.reasons(now.moved(edited.all()));
        } catch (Problem untold) {
            return List.of("it cannot be told how much money it moves: " + untold.getMessage().lines().findFirst().orElse(untold.code()));
        }
    }
}
