package io.hourbook.version;

import io.hourbook.author.Authors;
import io.hourbook.mapping.AcceptedFiles;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a saved file to what runs: a settled folder is a proposal, a proposal is checked with all its cases, and goes in force
 * whole or not at all; where it is substantial, once a second person approves it. What is refused changes nothing and is said once;
 * the next save is judged anew. Bean {@code gate}.
 */
public final class Gate implements AcceptedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    /** How long a pass that a person asked for waits for an edit that is being weighed. */
    private static final Duration FOR_A_PERSON = Duration.ofSeconds(10);

    private final HomeFolder folder;
    private final VersionStore store;
    private final Live live;
    private final RouteDeployer routes;
    private final Admission admission;
    private final boolean service;
    private final Desk desk;
    private final Entrance entrance;
    private final Decisions decisions;
    private final Weigher weigher;
    /** The last state that was dealt with, and what it was compared with. */
    private String dealtWith;
    /** Whether a pass kept the last look from going on: what was saved is not in force, and not refused either. */
    private boolean waits;
    private volatile int workedWith;

    /** @param service whether a service runs, whose gate nobody stands beside */
    Gate(
            HomeFolder folder, VersionStore store, Live live, Verdicts verdicts, RouteDeployer routes, Admission admission, boolean service,
            Authors authors, Substance substance, Journal journal) {
        this.folder = folder;
        this.store = store;
        this.live = live;
        this.routes = routes;
        this.admission = admission;
        this.service = service;
        this.weigher = substance.weigher();
        this.desk = new Desk(journal, store);
        this.entrance = new Entrance(new Follower(folder, store), live, verdicts, admission, authors, substance, journal, desk);
        this.decisions = new Decisions(journal, desk, live, admission, verdicts);
    }

    /** Starts the routes in force, then looks at the folder; where nothing was ever accepted, what is sound in it runs. Call it once. */
    public void start() {
        // the first of two looks: the routes start between them
        folder.glance();
        live.start();
        look(true);
        if (live.now().number() == 0 && live.behind()) {
            // another node was quicker with the first version
            look(true);
        }
        if (live.now().number() == 0) {
            routes.deploy();
        }
    }

    /** Held by a pass as long as it runs: nothing goes in force in its midst. */
    public Semaphore calm() {
        return live.calm();
    }

    /** The number of the version in force here; 0: none. */
    public int number() {
        return live.now().number();
    }

    @Override
    public Accepted accepted() {
        Live.Standing now = live.now();
        if (now.number() == 0) {
            throw new Problem(refused().map(Refusal::findings).orElseGet(() -> List.of(Refusal.noneAccepted())));
        }
        return new Accepted(now.number(), now.files().mappings());
    }

    /** What the folder proposes and was not let in; empty where it is in step with what runs, or waits for a second person. */
    public Optional<Refusal> refused() {
        return entrance.refusals().now();
    }

    /** The proposal that the folder's edit is, which waits for a second person or was rejected by one; empty where it is none. */
    public Optional<Proposal> proposed() {
        return desk.standing();
    }

    /** The files in this home's folder that say something else than what runs, for they are links or may not be written. */
    public Set<String> left() {
        return folder.left();
    }

    /** What lies in this home's folders as if it were meant to be read, and nothing reads. */
    public List<Finding> strays() {
        return folder.strays();
    }

    /** The folder's edit of which it is being found out how much money it moves; empty where it is none. Nobody waits for that. */
    public Optional<Weighing> weighs() {
        return entrance.weighs();
    }

    /** The folder's edit that is sound and goes in force after the pass that runs; empty where it is none. */
    public Optional<PassAhead> ahead() {
        return entrance.ahead();
    }

    /**
     * To be called when a pass begins, which holds {@link #calm()}: it works with what is in force on all nodes. Where a route that has
     * work in hand stands in the way, the one that began this pass among them, it works with the version before.
     *
     * @throws Problem VER-103 where this program cannot run what is in force
     */
    public void passBegins() {
        try {
            live.catchUp();
        } catch (Problem refused) {
            if (!refused.code().equals("ROU-401")) {
                throw refused;
            }
            LOG.info("This pass works with version {}; the newer one is taken over after it", live.now().number());
        }
        workedWith = live.now().number();
    }

    /** The version that the last pass here began with; 0: none did. */
    public int workedWith() {
        return workedWith;
    }

    /**
     * To be called before a pass that a person asked for: what was saved up to now is in it, if it passes. Where it takes longer than
     * ten seconds to find out how much it moves, it is not: {@link #weighs()} says so.
     *
     * @throws Problem what is wrong with the folder, where no service runs: whoever asked can mend it and ask again
     */
    public void personAsks() {
        if (service) {
            lookAnew();
        }
        boolean wait = lookWaits();
        if (entrance.weighs().isPresent()) {
            weigher.await(FOR_A_PERSON);
            wait = lookWaits();
        }
        for (boolean again = wait; again; again = lookWaits()) {
            // after those who asked before: then it goes in force, and the pass that was asked for begins with it
            live.calm().acquireUninterruptibly();
            live.calm().release();
        }
        Refusal refusal = service ? null : entrance.refusals().now().orElse(null);
        if (refusal != null) {
            throw new Problem(refusal.findings());
        }
    }

    /** Starts the routes in force and proposes nothing: for whoever goes back to an earlier version, or decides about a proposal. */
    public void startInForce() {
        live.start();
    }

    /** What was refused may pass by now without an edit: a secret lies where it is looked for, a disk has room again. */
    private synchronized void lookAnew() {
        if (entrance.refusals().now().isPresent()) {
            dealtWith = null;
        }
    }

    /** @return whether it is to be looked again when the pass that runs is through */
    private synchronized boolean lookWaits() {
        look(true);
        return waits;
    }

    /** @param atOnce waits until the folder stands still, instead of coming back later */
    synchronized void look(boolean atOnce) {
        waits = false;
        entrance.refusals().write();
        try {
            if (live.behind() && !admission.catchUp()) {
                waits = true;
                return;
            }
            if (desk.decided() || entrance.weighed()) {
                dealtWith = null;
            }
            FileSet proposal = atOnce ? folder.await() : folder.look();
            if (proposal == null && atOnce) {
                throw folder.restless();
            }
            Live.Standing now = live.now();
            if (proposal != null && !(proposal.hash() + now.number()).equals(dealtWith)) {
                dealtWith = entrance.deal(proposal, now) ? proposal.hash() + live.now().number() : null;
                waits = entrance.waits();
            }
        } catch (Problem problem) {
            dealtWith = null;
            entrance.unreadable(problem);
        }
    }

    /**
     * Puts the files of an earlier version in force again, as a version of its own, and into this home's folder. What was edited there
     * and never accepted is put aside.
     *
     * @param number of the version to go back to; that in force itself only brings the folder in step
     * @param author who asks for it
     * @param note   why, or null; up to 500 characters
     * @return what is in force then
     * @throws Problem VER-108 where there is no such version, VER-109 where it does not pass any more, VER-110 where a pass runs too long,
     *     VER-112 where the note is too long, VER-208 where it would change alone which edits wait
     */
    public synchronized Version rollBack(int number, String author, String note) {
        Rollback.shortEnough(note);
        store.find(number).orElseThrow(() -> Rollback.missing(number, store.newest()));
        // what may not be read is told before anything changes
        folder.await();
        FileSet files = store.files(number);
        FileSet before = entrance.back(number, files, author, note);
        dealtWith = null;
        // now, not before: somebody may have saved something while a pass was waited for
        FileSet here = folder.await();
        if (here != null) {
            entrance.bring(here, before, files);
        }
        return store.find(live.now().number()).orElseThrow();
    }

    /**
     * Puts a proposal in force that waited for a second person, upon what is in force now.
     *
     * @param by   who approves it; the role is looked after before
     * @param note what they say to it, or null; up to 500 characters
     * @throws Problem VER-201 to VER-204, VER-206 where it cannot be; VER-110 where a pass runs too long, VER-112 where the note is too long
     */
    public synchronized Version approve(int number, String by, String note) {
        Version version = decisions.approve(number, by, note);
        dealtWith = null;
        return store.find(version.number()).orElseThrow();
    }

    /**
     * Ends the waiting of a proposal that a second person does not want. Its edit stays in its folder, and is not proposed again until it
     * is changed.
     *
     * @throws Problem VER-201 to VER-203 where it cannot be, VER-112 where the note is too long
     */
    public Proposal reject(int number, String by, String note) {
        return decisions.reject(number, by, note);
    }
}
