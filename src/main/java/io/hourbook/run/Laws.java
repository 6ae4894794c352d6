package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.document.DocumentCounts;
import io.hourbook.entry.RunIntake;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.List;

/** The laws of conservation as a step of the pass, and what was last found. Bean {@code laws}. */
public final class Laws {

    private final Conservation conservation;
    private final RunIntake intake;
    private final DocumentCounts documents;
    private Conservation.State state;
    private int changedThen;

    Laws(Conservation conservation, RunIntake intake, DocumentCounts documents) {
        this.conservation = conservation;
        this.intake = intake;
        this.documents = documents;
    }

    void begin() {
        state = null;
    }

    /**
     * Looks before anything is sent: a document that the laws say is wrong stays here.
     *
     * @throws Problem RUN-101 with every law that does not hold
     */
    public void uphold(PassContext pass) {
        if (changed() == 0) {
            return;
        }
        List<String> wrong = look(pass).wrong();
        if (!wrong.isEmpty()) {
            throw new Problem(wrong.stream()
                    .map(law -> new Finding(
                            "RUN-101", "run " + pass.runId(), "the books are not conserved: " + law, null,
                            "every law of conservation", "nothing was sent; keep this home as it is and have the fault found"))
                    .toList());
        }
    }

    /** What holds at the end: found again only where something changed since it was last looked at. */
    Conservation.State atTheEnd(PassContext pass) {
        return state != null && changedThen == changed() ? state : look(pass);
    }

    private Conservation.State look(PassContext pass) {
        changedThen = changed();
        state = conservation.check(pass, intake.counts());
        return state;
    }

    private int changed() {
        return documents.created() + documents.updated();
    }
}
