package io.hourbook.version;

import io.hourbook.author.Author;
import io.hourbook.author.Authors;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Change.Event;
import io.hourbook.version.Proposal.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a settled folder: it goes in force, waits for a second person, or is refused. Not for several threads at once. */
final class Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final Follower follower;
    private final Live live;
    private final Verdicts verdicts;
    private final Admission admission;
    private final Authors authors;
    private final Substance substance;
    private final Journal journal;
    private final Desk desk;
    private final Refusals refusals;
    private boolean waits;
    private volatile Weighing weighs;
    private volatile PassAhead ahead;

    Entrance(
            Follower follower, Live live, Verdicts verdicts, Admission admission, Authors authors, Substance substance, Journal journal, Desk desk) {
        this.follower = follower;
        this.live = live;
        this.verdicts = verdicts;
        this.admission = admission;
        this.authors = authors;
        this.substance = substance;
        this.journal = journal;
        this.desk = desk;
        this.refusals = new Refusals(journal);
    }

    Refusals refusals() {
        return refusals;
    }

    /** Whether a pass kept the last set from going in force: it is neither in force nor refused. */
    boolean waits() {
        return waits;
    }

    /** The set of which it is being found out how much money it moves. */
    Optional<Weighing> weighs() {
        return Optional.ofNullable(weighs);
    }

    /** Whether that is known by now, and the set is to be dealt with again. */
    boolean weighed() {
        return weighs != null && substance.weigher().hasNews();
    }

    /** The set that is sound, and that a pass keeps from going in force. */
    Optional<PassAhead> ahead() {
        return Optional.ofNullable(ahead);
    }

    /** @return false where it has to be tried again although nothing changes */
    boolean deal(FileSet proposal, Live.Standing now) {
        try {
            return decide(proposal, now);
        } finally {
            // one that still waits is shown all the while it is looked at again
            ahead = waits ? ahead : null;
        }
    }

    private boolean decide(FileSet proposal, Live.Standing now) {
        waits = false;
        weighs = null;
        if (proposal.hash().equals(now.files().hash())) {
            return written(proposal, now.files());
        }
        Optional<FileSet> base = follower.base(proposal, now);
        if (base.isEmpty()) {
            return refuse(List.of(Refusal.unknownBase(now.number())), List.of(), proposal, Author.unknown(null));
        }
        List<String> edited = List.copyOf(proposal.changed(base.get()));
        Edit edit = edited.isEmpty() ? null : Edit.of(proposal, base.get(), now.files(), now.number());
        if (edit == null || edit.conflicts().isEmpty() && edit.files().hash().equals(now.files().hash())) {
            // nobody edited it, or what was edited is in force already: approved, or a kill or an unwritable folder left the rest undone
            return follow(proposal, now);
        }
        Author author = authors.of(proposal.all(), base.get().all(), edited);
        if (!edit.conflicts().isEmpty()) {
            return refuse(edit.conflicts(), edited, proposal, author);
        }
        return judge(proposal, edit, edited, author, now);
    }

    private boolean judge(FileSet proposal, Edit edit, List<String> edited, Author author, Live.Standing now) {
        Optional<Proposal> known = now.number() > 0 && substance.possible(now.files(), edit.files()) ? desk.known(edit.files(), now) : Optional.empty();
        if (known.isPresent()) {
            desk.is(known.get(), change(Event.SUPERSEDED, edited, edit.files(), author, "another edit was saved in its place"));
            refusals.clear();
            return true;
        }
        Judge.Verdict verdict = verdicts.once(edit.files(), now);
        if (!verdict.findings().isEmpty()) {
            return refuse(verdict.findings(), edited, edit.files(), author) && !verdict.hadNoRoom();
        }
        Optional<List<String>> told = substance.reasons(now, edit.files());
        if (told.isEmpty()) {
            refusals.clear();
            weighs = new Weighing(substance.weigher().since(), now.number(), edited);
            LOG.info("The edit in the folder is not in force: {}. Version {} runs on", weighs.words(), now.number());
            return true;
        }
        List<String> reasons = told.get();
        if (!reasons.isEmpty()) {
            refusals.clear();
            return desk.propose(
                    new Proposal(0, edit.files().hash(), now.number(), author.name(), author.names(), author.note(), admission.now(), State.WAITING, null, null,
                            null, reasons, verdict.cases(), verdict.notes(), verdict.millis(), null),
                    edit.files(), change(Event.PROPOSED, edited, edit.files(), author, String.join("; ", reasons)));
        }
        try {
            Change accepted = change(Event.ACCEPTED, edited, edit.files(), author, null);
            boolean in = accept(new Admission.Passed(edit.files(), null, author.name(), author.note(), verdict), accepted);
            if (!in) {
                // what was wrong before is mended, however long the pass takes
                refusals.clear();
                ahead = new PassAhead(now.number(), edited);
            }
            return in && written(proposal, edit.files()) && proposal.hash().equals(edit.files().hash());
        } catch (Problem notUp) {
            refuse(notUp.findings(), edited, edit.files(), author);
            return !Set.of("ROU-401", "VER-104").contains(notUp.code());
        }
    }

    /** @param change what is to be written down of it, but for the version that comes of it */
    private boolean accept(Admission.Passed set, Change change) {
        Optional<Version> version = admission.admit(set, made -> {
            Change done = change.came(made);
            desk.replaced(done);
            journal.write(done);
        });
        version.ifPresent(made -> {
            refusals.clear();
            journal.tell(change.came(made), List.of());
        });
        waits = version.isEmpty();
        return version.isPresent();
    }

    private Change change(Event event, List<String> edited, FileSet files, Author author, String result) {
        return new Change(admission.now(), event, author.name(), null, null, live.now().number(), files.hash(), edited, author.note(), result);
    }

    /** The folder knows less than what runs, and nobody edited it: it gets what runs. */
    private boolean follow(FileSet proposal, Live.Standing now) {
        if (written(proposal, now.files())) {
            LOG.info("The folder has the files of version {} now{}", now.number(), follower.left() == 0 ? "" : ", but for what is left as it is");
        }
        // it says something else by now: who saves again what it said before edits it
        return false;
    }

    private boolean written(FileSet before, FileSet after) {
        if (!follower.written(before, after)) {
            return false;
        }
        desk.leave(0, change(Event.WITHDRAWN, List.of(), after, Author.unknown(null), "the edit is in its folder no more"));
        if (refusals.clear()) {
            LOG.info("The folder is in step with version {} again", live.now().number());
        }
        return true;
    }

    /**
     * Puts the files of an earlier version in force again, where they are not. Waits for a moment without a pass.
     *
     * @return what was in force until then
     */
    FileSet back(int number, FileSet files, String author, String note) {
        Rollback.untilCalm(() -> !live.behind() || admission.catchUp());
        FileSet before = live.now().files();
        if (files.hash().equals(before.hash())) {
            return before;
        }
        Judge.Verdict judged = verdicts.again(files, live.now());
        if (!judged.findings().isEmpty()) {
            throw Rollback.refused(number, judged.findings());
        }
        Rollback.untilCalm(() -> {
            if (live.behind() && !admission.catchUp()) {
                return false;
            }
            if (substance.changesPolicy(live.now().files(), files)) {
                throw Rollback.policy(number);
            }
            List<String> changed = List.copyOf(files.changed(live.now().files()));
            return accept(new Admission.Passed(files, number, author, note, judged), change(Event.ROLLED_BACK, changed, files, Author.member(author, note), null));
        });
        return before;
    }

    /** Brings the folder to what is in force. @param before the files in force until then: what differs from them is put aside */
    void bring(FileSet here, FileSet before, FileSet files) {
        Path aside = follower.setAside(here, before, live.now().number());
        if (written(here, files)) {
            LOG.info("The folder has the files of version {}{}{}", live.now().number(), follower.left() == 0 ? "" : ", but for what is left as it is",
                    aside == null ? "" : "; what was edited there is in " + aside);
        }
    }

    /** A folder that cannot be read or written: what waits for a second person goes on waiting. */
    void unreadable(Problem problem) {
        refusals.refuse(problem.findings(), change(Event.REFUSED, List.of(), live.now().files(), Author.unknown(null), null));
    }

    private boolean refuse(List<Finding> findings, List<String> edited, FileSet files, Author author) {
        Change change = change(Event.REFUSED, edited, files, author, null);
        desk.leave(0, change(Event.SUPERSEDED, edited, files, author, "another edit was saved in its place, and refused"));
        refusals.refuse(findings, change);
        return true;
    }
}
