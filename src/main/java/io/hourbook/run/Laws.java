package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.database.PassGuard;
import io.hourbook.database.Touched;
import io.hourbook.document.DocumentCounts;
import io.hourbook.entry.RunIntake;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The laws of conservation as a step of the pass, and what was last found. Bean {@code laws}.
 *
 * <p>They are looked at where the pass has had its hands; what it has not touched was proved by an earlier one. Everything is
 * looked at by the first pass of a day that changes something, after a pass that broke off, and wherever a difference shows.
 */
public final class Laws {

    private static final Logger LOG = LoggerFactory.getLogger(Laws.class);

    private final Conservation conservation;
    private final Proof proof;
    private final RunIntake intake;
    private final DocumentCounts documents;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private Conservation.State state;
    private int changedThen;
    private boolean stands;
    private boolean partly;
    private long lastBefore;
    private long lastAtBeginning;

    Laws(
            Conservation conservation, Proof proof, RunIntake intake, DocumentCounts documents, JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.conservation = conservation;
        this.proof = proof;
        this.intake = intake;
        this.documents = documents;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A pass begins. What comes in from here on is its own, whether or not anybody notes it. */
    void begin(PassContext pass) {
        state = null;
        lastBefore = lastEntry();
        lastAtBeginning = lastBefore;
        stands = proof.stands(pass.runId());
        partly = proof.reaches(pass.runId(), pass.book().policies().companyZone());
    }

    private long lastEntry() {
        Long last = jdbc.queryForObject("select max(id) from entry", Long.class);
        return last == null ? 0 : last;
    }

    /**
     * Looks before anything is sent: a document that the laws say is wrong stays here, also one that an earlier pass made and
     * found wrong, or made and broke off before it looked.
     *
     * @throws Problem RUN-101 with every law that does not hold
     */
    public void uphold(PassContext pass) {
        if (changed() == 0 && stands) {
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
        return state != null && changedThen == changed() && !touchedSince() ? state : look(pass);
    }

    /** Whether the pass has had anything in hand that nobody has looked at yet. */
    boolean touchedSince() {
        return !PassGuard.here().touched().isEmpty() || lastEntry() > lastBefore;
    }

    /**
     * The pass has changed nothing: what was proved before it is proved after it.
     *
     * @param last what the one before came to, told where this one did not have to look
     */
    Conservation.State unchanged(PassContext pass, Summary last) {
        if (state != null) {
            return state;
        }
        proof.stillHolds(pass.runId());
        return new Conservation.State(last.held(), last.excluded(), last.seconds(), last.broken(), List.of(), true, last.expenses());
    }

    private Conservation.State look(PassContext pass) {
        changedThen = changed();
        long last = lastEntry();
        Touched touched = PassGuard.here().touched().taken();
        touched.entries(lastBefore + 1, last);
        lastBefore = last;
        boolean part = partly && !touched.all() && touched.size() * 2 < last;
        state = part ? partly(pass, touched) : wholly(pass);
        return state;
    }

    private Conservation.State partly(PassContext pass, Touched touched) {
        Extent extent = Extent.of(jdbc, touched, pass.runId(), lastAtBeginning);
        Conservation.Found found = conservation.look(extent, pass.runId(), pass.book());
        boolean held = found.wrong().isEmpty() && Boolean.TRUE.equals(transaction.execute(status -> {
            conservation.keep(extent, found);
            proof.holds(pass.runId(), false);
            return true;
        }));
        Conservation.State now = held ? Conservation.state(conservation.kept(), List.of(), intake.counts(), found.expenses()) : null;
        if (now != null && now.proved()) {
            return now;
        }
        LOG.warn("Run {}: what it had in hand is not conserved; everything is looked at", pass.runId());
        return wholly(pass);
    }

    private Conservation.State wholly(PassContext pass) {
        Conservation.Found found = conservation.look(Extent.WHOLE, pass.runId(), pass.book());
        Conservation.State now = Conservation.state(found.sums().sums(), found.wrong(), intake.counts(), found.expenses());
        transaction.executeWithoutResult(status -> {
            if (now.proved()) {
                conservation.keep(Extent.WHOLE, found);
                proof.holds(pass.runId(), true);
            } else {
                proof.broken();
            }
        });
        stands = now.proved();
        partly = now.proved();
        return now;
    }

    private int changed() {
        return documents.created() + documents.updated();
    }
}
