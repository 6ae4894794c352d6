package io.hourbook.version;

import io.hourbook.edition.Editions;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The version that this process runs. It changes only while no pass runs here: whoever changes it holds {@link #calm()}, and so does
 * every pass.
 */
final class Live {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /** @param number 0 where nothing was accepted yet */
    record Standing(int number, FileSet files) {}

    private final VersionStore store;
    private final RouteDeployer routes;
    private final Semaphore calm = new Semaphore(1, true);
    private volatile Standing now = new Standing(0, FileSet.EMPTY);
    /** Whether the routes of a set that was not accepted run, because they could not be taken back yet. */
    private volatile boolean torn;

    Live(VersionStore store, RouteDeployer routes) {
        this.store = store;
        this.routes = routes;
    }

    Standing now() {
        return now;
    }

    Semaphore calm() {
        return calm;
    }

    /**
     * Starts what is in force. Routes that this program cannot run any more are left out, and it is said.
     *
     * @throws Problem VER-103 where its files are of a newer format than this program reads
     */
    void start() {
        int newest = store.newest();
        if (newest == 0) {
            return;
        }
        FileSet files = store.files(newest);
        read(files, newest);
        try {
            routes.swap(files.all());
        } catch (Problem notWithThisProgram) {
            LOG.debug("left out one by one", notWithThisProgram);
            routes.deploy(files.all());
        }
        now = new Standing(newest, files);
        LOG.info("Version {} is in force", newest);
    }

    /**
     * Takes over what another node accepted. To be called by whoever holds {@link #calm()}.
     *
     * @throws Problem VER-103 where this program cannot run it; what ran before runs on then, and no pass begins here
     */
    void catchUp() {
        int newest = store.newest();
        if (newest == now.number() && (torn || routes.lacks())) {
            swap(now.files(), newest);
            torn = false;
        }
        if (newest == now.number() || newest == 0) {
            return;
        }
        FileSet files = store.files(newest);
        swap(files, newest);
        torn = false;
        now = new Standing(newest, files);
        LOG.info("Version {}, which was accepted at another node, is in force here", newest);
    }

    private void swap(FileSet files, int number) {
        read(files, number);
        try {
            routes.swap(files.all());
        } catch (Problem refused) {
            if (refused.code().equals("ROU-401")) {
                throw refused;
            }
            throw notRun(number, refused.findings());
        }
    }

    /** A later Hourbook may have accepted files that mean something else to this one. */
    private void read(FileSet files, int number) {
        List<Finding> unread = Editions.unread(files.all());
        if (!unread.isEmpty()) {
            throw notRun(number, unread);
        }
    }

    private Problem notRun(int number, List<Finding> why) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("VER-103", "version " + number, "this program cannot run it", null, "the Hourbook that accepted it, or a later one",
                "upgrade this node; or go back to " + (now.number() == 0 ? "an earlier version" : "version " + now.number()) + " at any node"));
        all.addAll(why);
        return new Problem(all);
    }

    /**
     * Puts a set in force that passed. To be called by whoever holds {@link #calm()}.
     *
     * @param also what is written down with it, in the same transaction
     * @return false where another node has accepted something meanwhile: nothing has changed then
     * @throws Problem ROU-401, ROU-402 where it does not come up; nothing has changed then
     */
    boolean accept(Version version, FileSet files, Runnable also) {
        Standing before = now;
        routes.swap(files.all());
        boolean kept = false;
        try {
            kept = store.add(version, files, also);
        } finally {
            if (!kept && before.number() > 0) {
                torn = true;
                routes.swap(before.files().all());
                torn = false;
            }
        }
        if (kept) {
            now = new Standing(version.number(), files);
        }
        return kept;
    }

    /**
     * Whether what runs here is not what is in force: another node has accepted something, or a swap could not be taken back. Not where
     * the database does not say.
     */
    boolean behind() {
        try {
            int newest = store.newest();
            return newest != 0 && (torn || routes.lacks() || newest != now.number());
        } catch (DataAccessException away) {
            return false;
        }
    }
}
