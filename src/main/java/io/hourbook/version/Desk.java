package io.hourbook.version;

import io.hourbook.version.Change.Event;
import io.hourbook.version.Proposal.State;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The substantial edit that this home's folder proposes, at most one at a time. Not for several threads at once. */
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Journal journal;
    private final VersionStore versions;
    private volatile Proposal standing;

    Desk(Journal journal, VersionStore versions) {
        this.journal = journal;
        this.versions = versions;
    }

    /** The proposal that the folder's edit is: it waits, or was rejected. */
    Optional<Proposal> standing() {
        return Optional.ofNullable(standing);
    }

    /** Whether somebody has decided meanwhile, wherever that was. */
    boolean decided() {
        Proposal known = standing;
        try {
            return known != null && journal.proposals().find(known.number()).map(Proposal::state).orElse(null) != known.state();
        } catch (DataAccessException away) {
            return false;
        }
    }

    /**
     * The proposal that an edit is already, of this home or of another one: it waits, or it was rejected and nothing has changed since.
     *
     * @param edited the whole set as it would be
     */
    Optional<Proposal> known(FileSet edited, Live.Standing now) {
        return journal.proposals().withHash(edited.hash()).filter(Desk::stands)
                .or(() -> journal.proposals().lastOf(journal.folder()).filter(Desk::stands)
                        .filter(last -> last.base() != now.number() && upon(last, now).files().hash().equals(edited.hash())));
    }

    private static boolean stands(Proposal proposal) {
        return proposal.waits() || proposal.state() == State.REJECTED;
    }

    /** A proposal as an edit of what is in force now. */
    Edit upon(Proposal proposal, Live.Standing now) {
        return Edit.of(journal.proposals().files(proposal.number()), versions.files(proposal.base()), now.files(), now.number());
    }

    /** The files of a version. */
    FileSet files(int version) {
        return versions.files(version);
    }

    /** The folder's edit is this proposal, and no other. */
    void is(Proposal proposal, Change replaces) {
        if (standing == null || standing.number() != proposal.number() || standing.state() != proposal.state()) {
            LOG.info("The edit in the folder is not in force: {}", proposal.words());
        }
        leave(proposal.number(), replaces);
        standing = proposal;
    }

    /**
     * Adds a proposal in the place of the one before.
     *
     * @param proposed what is written down of it, without its number
     * @return false where another node was quicker, and it is to be tried again
     */
    boolean propose(Proposal fresh, FileSet files, Change proposed) {
        List<Proposal> before = mine(0);
        Optional<Integer> number = journal.proposals().add(fresh, journal.folder(), files, given -> {
            before.forEach(old -> end(old, replacing(old, proposed, "proposal " + given + " took its place")));
            journal.write(numbered(proposed, given));
        });
        if (number.isEmpty()) {
            return false;
        }
        standing = journal.proposals().find(number.get()).orElseThrow();
        LOG.info("{}; {}. Version {} runs on. Whoever may approve it: hourbook proposals show {}", standing.words(), String.join(", ", proposed.files()),
                proposed.base(), number.get());
        journal.tell(numbered(proposed, number.get()), fresh.substantial());
        return true;
    }

    /** To be called in a transaction: what went in force at once takes the place of what waited here. */
    void replaced(Change accepted) {
        mine(0).forEach(old -> end(old, replacing(old, accepted, "version " + accepted.version() + " took its place")));
    }

    /** What waited here is in the folder no more. */
    void leave(int except, Change what) {
        for (Proposal old : mine(except)) {
            State state = what.event() == Event.WITHDRAWN ? State.WITHDRAWN : State.SUPERSEDED;
            if (journal.ended(old.number(), state, replacing(old, what, what.result()))) {
                LOG.info("Proposal {} waits no longer: {}", old.number(), what.result());
            }
        }
        if (except == 0) {
            standing = null;
        }
    }

    private List<Proposal> mine(int except) {
        return journal.proposals().waitingOf(journal.folder()).stream().filter(one -> one.number() != except).toList();
    }

    private void end(Proposal old, Change change) {
        if (journal.proposals().end(old.number(), State.SUPERSEDED, change.who(), change.at(), change.why(), null)) {
            journal.write(change);
        }
    }

    private static Change replacing(Proposal old, Change by, String why) {
        Event event = by.event() == Event.WITHDRAWN ? Event.WITHDRAWN : Event.SUPERSEDED;
        return new Change(by.at(), event, by.who(), null, old.number(), old.base(), old.hash(), by.files(), why, "proposal " + old.number() + " waits no longer");
    }

    private static Change numbered(Change change, int number) {
        return new Change(change.at(), change.event(), change.who(), null, number, change.base(), change.hash(), change.files(), change.why(),
                "proposal " + number + " waits for a second person: " + change.result());
    }
}
