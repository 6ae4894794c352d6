package io.hourbook.version;

import io.hourbook.author.Author;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Change.Event;
import io.hourbook.version.Proposal.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a second person decides about a proposal. */
final class Decisions {

    private final Journal journal;
    private final Desk desk;
    private final Live live;
    private final Admission admission;
    private final Verdicts verdicts;

    Decisions(Journal journal, Desk desk, Live live, Admission admission, Verdicts verdicts) {
        this.journal = journal;
        this.desk = desk;
        this.live = live;
        this.admission = admission;
        this.verdicts = verdicts;
    }

    /** Judges it anew, against what is in force now, and puts it in force. */
    Version approve(int number, String by, String note) {
        AtomicReference<Version> made = new AtomicReference<>();
        Rollback.untilCalm(() -> {
            // before anything else: a person is told at once what keeps them from it
            Proposal proposal = open(number, by, note);
            if (live.behind() && !admission.catchUp()) {
                return false;
            }
            made.set(approved(proposal, by, note).orElse(null));
            return made.get() != null;
        });
        return made.get();
    }

    private Optional<Version> approved(Proposal proposal, String by, String note) {
        Live.Standing now = live.now();
        Edit edit = desk.upon(proposal, now);
        if (!edit.conflicts().isEmpty()) {
            throw new Problem(conflicts(proposal, edit, now.number()));
        }
        if (edit.files().hash().equals(now.files().hash())) {
            throw nothingLeft(proposal, by, now);
        }
        Judge.Verdict verdict = verdicts.once(edit.files(), now);
        if (!verdict.findings().isEmpty()) {
            throw new Problem(notAnyMore(proposal, verdict.findings()));
        }
        List<String> files = List.copyOf(edit.files().changed(now.files()));
        AtomicReference<Change> change = new AtomicReference<>();
        Optional<Version> version = admission.admit(new Admission.Passed(edit.files(), null, proposal.author(), proposal.note(), verdict), made -> {
            change.set(new Change(made.acceptedAt(), Event.APPROVED, by, made.number(), proposal.number(), now.number(), made.hash(), files, note,
                    "version " + made.number() + " is in force, by " + proposal.author() + (proposal.authors().isEmpty() ? " (nobody knows who)" : "")));
            if (!journal.proposals().end(proposal.number(), State.APPROVED, by, made.acceptedAt(), note, made.number())) {
                throw decided(journal.proposals().find(proposal.number()).orElseThrow());
            }
            journal.write(change.get());
        });
        version.ifPresent(made -> journal.tell(change.get(), proposal.substantial()));
        return version;
    }

    Proposal reject(int number, String by, String note) {
        Proposal proposal = open(number, by, note);
        Change change = new Change(admission.now(), Event.REJECTED, by, null, number, proposal.base(), proposal.hash(),
                List.copyOf(journal.proposals().files(number).changed(desk.files(proposal.base()))), note, "version " + live.now().number() + " runs on");
        if (!journal.ended(number, State.REJECTED, change)) {
            throw decided(journal.proposals().find(number).orElseThrow());
        }
        return journal.proposals().find(number).orElseThrow();
    }

    /** One that still waits, where this is a second person. */
    private Proposal open(int number, String by, String note) {
        Rollback.shortEnough(note);
        Proposal proposal = journal.proposals().find(number).orElseThrow(() -> new Problem(new Finding(
                "VER-201", "proposal " + number, "there is no such proposal", null, null, "hourbook proposals lists all there are")));
        if (!proposal.waits()) {
            throw decided(proposal);
        }
        if (Author.among(proposal.authors(), by)) {
            throw new Problem(new Finding("VER-203", "proposal " + number, "this is an edit of yours, and a second person decides", by + ", and the edit is by "
                    + proposal.author(), "somebody else with the role approver or admin", "ask one of them; to take it back, undo the edit in the folder"));
        }
        return proposal;
    }

    private static Problem decided(Proposal proposal) {
        return new Problem(new Finding("VER-202", "proposal " + proposal.number(), "this does not wait any more", proposal.words(), "a proposal that waits",
                "hourbook proposals lists those that do"));
    }

    private static List<Finding> conflicts(Proposal proposal, Edit edit, int inForce) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("VER-204", "proposal " + proposal.number(), "it was made upon version " + proposal.base() + ", and what it edits has changed since",
                "version " + inForce + " in force", "an edit of the files as they are in force",
                "reject it; where the edit was made, hourbook versions rollback " + inForce + " puts it aside, and it is made anew there"));
        all.addAll(edit.conflicts());
        return all;
    }

    private static List<Finding> notAnyMore(Proposal proposal, List<Finding> why) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("VER-206", "proposal " + proposal.number(), "it passed when it was made, and does not pass any more", null,
                "an edit that passes upon what is in force now", "mend what is named below in the folder that it comes from: that is a proposal of its own"));
        all.addAll(why);
        return all;
    }

    /** What it says is in force already, by another way. */
    private Problem nothingLeft(Proposal proposal, String by, Live.Standing now) {
        String why = "version " + now.number() + " says the same already";
        journal.ended(proposal.number(), State.SUPERSEDED, new Change(admission.now(), Event.SUPERSEDED, by, null, proposal.number(), now.number(),
                proposal.hash(), List.of(), why, "proposal " + proposal.number() + " waits no longer"));
        return decided(journal.proposals().find(proposal.number()).orElseThrow());
    }
}
