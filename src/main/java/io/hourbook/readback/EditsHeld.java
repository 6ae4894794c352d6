package io.hourbook.readback;

import io.hourbook.delivery.Hindrance;
import io.hourbook.problem.Finding;
import io.hourbook.readback.ThereStore.Edit;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people wrote at a target is never overwritten before somebody has said so: our next update waits as a letter of its own. */
final class EditsHeld implements Hindrance {

    private final ThereStore there;
    private final Settling settling;
    private final Predicate<String> guarded;

    /** @param guarded whether deliveries to the target of that name look for edits themselves: then they are told there, once */
    EditsHeld(JdbcTemplate jdbc, Settling settling, Predicate<String> guarded) {
        this.guarded = guarded;
        this.there = new ThereStore(jdbc);
        this.settling = settling;
    }

    @Override
    public List<Held> held(int runId) {
        // a home whose route of passes is of an earlier release has not done it yet; otherwise there is nothing left
        settling.settle(runId);
        return there.undecided(Keeping.EDITED).stream().filter(edit -> !guarded.test(edit.target())).map(EditsHeld::held).toList();
    }

    private static Held held(Edit edit) {
        Finding finding = new Finding(
                Keeping.EDITED, edit.reference(), "people changed the document at target " + edit.target() + ", and an update of ours waits",
                "there: " + edit.what(), "what we would send: total " + edit.total() + ", whole in the letter's body",
                "replay the letter to overwrite what people wrote, or discard it to leave the document as it is there");
        return new Held(
                edit.documentId(), finding, "document " + edit.reference() + " at " + edit.target() + " edited " + edit.print(),
                "people changed it there: " + edit.what());
    }
}
