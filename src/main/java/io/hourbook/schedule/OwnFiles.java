package io.hourbook.schedule;

import io.hourbook.problem.Problem;
import io.hourbook.run.Turn;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source's slot is worked by one process, but files lie in the inbox of each. Where another process has worked it, the files
 * that wait here are taken by a pass of this one.
 */
final class OwnFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFiles.class);

    private final Slots.Work work;
    private final ToIntFunction<String> waiting;
    private Map<String, Instant> seen;

    OwnFiles(Slots.Work work, ToIntFunction<String> waiting) {
        this.work = work;
        this.waiting = waiting;
    }

    /** This process works the slot itself. */
    void worked(Slot slot) {
        if (seen != null) {
            // one that a person asked for may be newer than one that is caught up after it
            seen.merge(slot.name(), slot.dueAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** @param begun by name, the newest slot of a source that came due by itself or that a person had asked for and somebody began */
    void take(Map<String, Instant> begun) {
        if (seen == null) {
            seen = new HashMap<>(begun);
            return;
        }
        begun.forEach((name, dueAt) -> {
            if (!dueAt.equals(seen.get(name)) && (waiting.applyAsInt(name) == 0 || taken(name))) {
                seen.put(name, dueAt);
            }
        });
    }

    /** @return false where it is to be tried at the next look */
    private boolean taken(String name) {
        Optional<Turn> turn = work.turn();
        if (turn.isEmpty()) {
            return false;
        }
        try (Turn ours = turn.get()) {
            work.pass(ours, name);
        } catch (Problem problem) {
            // kept with the run; the files wait for the next slot, or for a person
            LOG.error("{}", problem.getMessage());
        }
        return true;
    }
}
