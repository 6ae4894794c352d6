package io.hourbook.version;

import io.hourbook.mapping.AcceptedFiles;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from a saved file to what runs: a settled folder is a proposal, a proposal is checked with all its cases, and goes in force
 * whole or not at all. What is refused changes nothing and is said once; the next save is judged anew. Bean {@code gate}.
 */
public final class Gate implements AcceptedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String WHOEVER = "whoever can write to this home";

    private final HomeFolder folder;
    private final VersionStore store;
    private final Live live;
    private final Verdicts verdicts;
    private final RouteDeployer routes;
    private final Admission admission;
    private final boolean service;
    private final Clock clock;
    private final Supplier<Optional<GitWord>> git;
    private volatile Refusal refusal;
    /** The last state that was dealt with, and what it was compared with. */
    private String dealtWith;
    /** Whether a pass kept the last look from going on: what was saved is not in force, and not refused either. */
    private boolean waits;

    Gate(
            HomeFolder folder, VersionStore store, Live live, Function<FileSet, Judge.Verdict> judge, RouteDeployer routes, String program,
            boolean service, Supplier<Optional<GitWord>> git, Clock clock) {
        this.folder = folder;
        this.store = store;
        this.live = live;
        this.verdicts = new Verdicts(judge, store, service);
        this.routes = routes;
        this.admission = new Admission(live, program, clock);
        this.service = service;
        this.git = git;
        this.clock = clock;
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

    /** What the folder proposes and was not let in; empty where it is in step with what runs. */
    public Optional<Refusal> refused() {
        return Optional.ofNullable(refusal);
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
    }

    /**
     * To be called before a pass that a person asked for: what was saved up to now is in it, if it passes.
     *
     * @throws Problem what is wrong with the folder, where no service runs: whoever asked can mend it and ask again
     */
    public void personAsks() {
        if (service) {
            lookAnew();
        }
        for (boolean waits = lookWaits(); waits; waits = lookWaits()) {
            // after those who asked before: then it goes in force, and the pass that was asked for begins with it
            live.calm().acquireUninterruptibly();
            live.calm().release();
        }
        if (!service && refusal != null) {
            throw new Problem(refusal.findings());
        }
    }

    /** Starts the routes in force and proposes nothing: for whoever goes back to an earlier version. */
    public void startInForce() {
        live.start();
    }

    /** What was refused may pass by now without an edit: a secret lies where it is looked for, a disk has room again. */
    private synchronized void lookAnew() {
        if (refusal != null) {
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
        try {
            if (live.behind() && !admission.catchUp()) {
                waits = true;
                return;
            }
            FileSet proposal = atOnce ? folder.await() : folder.look();
            if (proposal == null && atOnce) {
                throw folder.restless();
            }
            Live.Standing now = live.now();
            if (proposal != null && !(proposal.hash() + now.number()).equals(dealtWith)) {
                dealtWith = deal(proposal, now) ? proposal.hash() + live.now().number() : null;
            }
        } catch (Problem problem) {
            dealtWith = null;
            refuse(problem.findings(), List.of());
        }
    }

    /** @return false where it has to be tried again although nothing changes */
    private boolean deal(FileSet proposal, Live.Standing now) {
        if (proposal.hash().equals(now.files().hash())) {
            inStep(now.files());
            return true;
        }
        Optional<FileSet> base = base(proposal, now);
        if (base.isEmpty()) {
            return refuse(List.of(Refusal.unknownBase(now.number())), List.of());
        }
        List<String> edited = List.copyOf(proposal.changed(base.get()));
        if (edited.isEmpty()) {
            return follow(proposal, now);
        }
        Edit edit = Edit.of(proposal, base.get(), now.files(), now.number());
        if (!edit.conflicts().isEmpty()) {
            return refuse(edit.conflicts(), edited);
        }
        if (edit.files().hash().equals(now.files().hash())) {
            // what was edited here is in force already: a kill, or a folder that could not be written, left the rest undone
            return follow(proposal, now);
        }
        Judge.Verdict verdict = verdicts.once(edit.files(), now.number());
        if (!verdict.findings().isEmpty()) {
            return refuse(verdict.findings(), edited) && !verdict.hadNoRoom();
        }
        Optional<GitWord> word = git.get();
        try {
            return accept(edit.files(), null, word.map(GitWord::author).orElse(WHOEVER), word.map(GitWord::words).orElse(null), verdict)
                    && written(proposal, edit.files());
        } catch (Problem notUp) {
            refuse(notUp.findings(), edited);
            return !Set.of("ROU-401", "VER-104").contains(notUp.code());
        }
    }

    /** The files of the version that the folder was in step with, as far as anybody knows. */
    private Optional<FileSet> base(FileSet proposal, Live.Standing now) {
        Optional<String> known = folder.inStepWith();
        if (now.number() == 0 || proposal.empty() && known.isEmpty()) {
            return Optional.of(FileSet.EMPTY);
        }
        return known.flatMap(store::withHash).or(() -> store.withHash(proposal.hash()))
                .map(number -> number == now.number() ? now.files() : store.files(number));
    }

    private boolean accept(FileSet files, Integer restores, String author, String note, Judge.Verdict verdict) {
        boolean accepted = admission.admit(files, restores, author, note, verdict);
        if (accepted) {
            refusal = null;
        }
        waits = !accepted;
        return accepted;
    }

    /** The folder knows less than what runs, and nobody edited it: it gets what runs. */
    private boolean follow(FileSet proposal, Live.Standing now) {
        boolean written = written(proposal, now.files());
        if (written) {
            LOG.info("The folder has the files of version {} now", now.number());
        }
        return written;
    }

    /** @return false where somebody has saved something there meanwhile: nothing was written then, and the next look sees an edit */
    private boolean written(FileSet before, FileSet after) {
        if (!before.hash().equals(after.hash()) && !folder.become(before, after)) {
            return false;
        }
        inStep(after);
        return true;
    }

    private void inStep(FileSet files) {
        folder.inStepWith(files.hash());
        if (refusal != null) {
            LOG.info("The folder is in step with version {} again", live.now().number());
        }
        refusal = null;
    }

    /**
     * Puts the files of an earlier version in force again, as a version of its own, and into this home's folder. What was edited there
     * and never accepted is put aside.
     *
     * @param number of the version to go back to; that in force itself only brings the folder in step
     * @param author who asks for it
     * @param note   why, or null
     * @return what is in force then
     * @throws Problem VER-108 where there is no such version, VER-109 where it does not pass any more, VER-110 where a pass runs too long
     */
    public synchronized Version rollBack(int number, String author, String note) {
        store.find(number).orElseThrow(() -> Rollback.missing(number));
        // what may not be read is told before anything changes
        folder.await();
        FileSet files = store.files(number);
        Rollback.untilCalm(admission::catchUp);
        FileSet before = live.now().files();
        if (!files.hash().equals(before.hash())) {
            Judge.Verdict judged = verdicts.anew(files, live.now().number());
            if (!judged.findings().isEmpty()) {
                throw Rollback.refused(number, judged.findings());
            }
            Rollback.untilCalm(() -> accept(files, number, author, note, judged));
        }
        dealtWith = null;
        // now, not before: somebody may have saved something while a pass was waited for
        FileSet here = folder.await();
        if (here != null) {
            Path aside = folder.setAside(here, before, "before-version-" + live.now().number());
            if (written(here, files)) {
                LOG.info("The folder has the files of version {}{}", number, aside == null ? "" : "; what was edited there is in " + aside);
            }
        }
        return store.find(live.now().number()).orElseThrow();
    }

    private boolean refuse(List<Finding> findings, List<String> edited) {
        if (refusal == null || !refusal.says(findings)) {
            int inForce = live.now().number();
            refusal = new Refusal(clock.instant(), inForce, edited, findings);
            LOG.error("Routes and mappings as saved are refused; {}\n{}", inForce == 0 ? "none were accepted before" : "version " + inForce + " runs on",
                    findings.stream().map(Finding::text).collect(Collectors.joining("\n")));
        }
        return true;
    }
}
