package io.hourbook.run;

import io.hourbook.database.Database;
import io.hourbook.database.PassEnded;
import io.hourbook.database.PassEnded.Why;
import io.hourbook.database.Trouble;
import io.hourbook.home.FreeSpace;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Why a pass may not begin or go on, how one that ended early is told, and when what it left is taken up again.
 *
 * <p>What is told once is not told again until it is over.
 */
final class Endings {

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 6;

    private final Database database;
    private final RunLog log;
    private final FreeSpace space;
    private final Clock clock;
    private final Consumer<RunEnded> listener;
    /** Runs whose end could not be written down because the database was away. */
    private final Map<Integer, Problem> unnoted = new ConcurrentHashMap<>();

    private volatile boolean stopping;
    private volatile int current;
    private volatile boolean owed;
    private volatile int inARow;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean saidFull;

    Endings(Database database, RunLog log, FreeSpace space, Clock clock, Consumer<RunEnded> listener) {
        this.listener = listener;
        this.database = database;
        this.log = log;
        this.space = space;
        this.clock = clock;
    }

    /** The run that is under way, 0 for none. */
    void runs(int run) {
        current = run;
    }

    void stop() {
        stopping = true;
    }

    /** Asks the run that is under way to stop and waits for it. @param turn which it holds */
    void stop(Semaphore turn, Duration patience) {
        stop();
        if (current > 0) {
            LOG.info("Stopping: run {} finishes what it has in hand", current);
        }
        try {
            if (turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                turn.release();
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        int waits = current;
        if (waits > 0) {
            LOG.warn("Run {} is cut off where it waits; the next pass finds out what became of it", waits);
            note(waits, stopped(waits));
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether a pass that was broken off or could not begin is to be made up for now. */
    boolean owed() {
        return (owed || space.takesAgain()) && !stopping && !database.away() && !clock.instant().isBefore(notBefore) && room().isEmpty();
    }

    /** Something was left that the next pass is to look at soon. */
    void owe() {
        owed = true;
    }

    /** A pass cannot begin now, for a reason that passes by itself. */
    boolean hindered() {
        boolean hindered = stopping || database.away() || room().isPresent();
        owed |= hindered && !stopping;
        return hindered;
    }

    /** @throws PassEnded where no pass may begin */
    void mayBegin() {
        refuseToStop(0);
        Optional<Finding> full = room();
        if (full.isPresent()) {
            owed = true;
            throw new PassEnded(Why.NO_ROOM, full.get());
        }
    }

    /** What needs the database before there is a run: where it is away, a pass is owed. */
    <T> T unlessUnreachable(Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem unreachable) {
            owed = true;
            throw unreachable;
        }
    }

    /** @throws PassEnded where nothing more may be begun in this pass */
    void mayGoOn(int run) {
        refuseToStop(run);
        space.usedUp().ifPresent(full -> {
            saidFull = true;
            throw new PassEnded(Why.NO_ROOM, full);
        });
    }

    private void refuseToStop(int run) {
        if (stopping) {
            throw stopped(run);
        }
    }

    static PassEnded stopped(int run) {
        return new PassEnded(Why.STOPPED, new Finding(
                "RUN-003", run == 0 ? "run" : "run " + run, "stopped on request; the next pass goes on", null, "nothing more",
                "start Hourbook again when it suits you"));
    }

    private Optional<Finding> room() {
        Optional<Finding> full = space.tooLittle();
        if (full.isPresent() && !saidFull) {
            saidFull = true;
            LOG.error("{}", full.get().text());
        } else if (full.isEmpty() && saidFull) {
            saidFull = false;
            LOG.info("There is room on the disk again; what waits goes on");
        }
        return full;
    }

    /** A pass begins: runs whose end is still to be written down come first. */
    void begun() {
        owed = false;
        unnoted.forEach((run, why) -> {
            log.ended(run, why);
            unnoted.remove(run);
        });
    }

    /** A pass is over, however it ended. */
    void over(RunEnded run) {
        if (run.outcome().equals("done")) {
            inARow = 0;
        }
        listener.accept(run);
    }

    /** What broke a run off, in words. */
    Problem why(int run, RuntimeException thrown) {
        Problem told = Causes.unwrapped(thrown) instanceof Problem problem ? problem : null;
        if (stopping) {
            // whatever it stumbled over then was being taken away under it
            return told instanceof PassEnded ? told : stopped(run);
        }
        if (told == null && Trouble.away(thrown)) {
            told = new PassEnded(Why.DATABASE_AWAY, new Finding(
                    "RUN-002", "run " + run, "the pass broke off, because the database went away in the middle", Causes.sentence(thrown),
                    "a database that answers", "a running service goes on by itself once it is back; otherwise sync again"), thrown);
        } else if (told == null && Trouble.full(thrown)) {
            told = new PassEnded(Why.NO_ROOM, new Finding(
                    "HOM-103", "run " + run, "the database has no room on its disk", Causes.sentence(thrown), "room for what is to be stored",
                    "make room on the database's disk; a running service goes on by itself, otherwise sync again"), thrown);
        }
        return told;
    }

    /** Notes how a run ended: what nobody foresaw goes to the log with all that is known. */
    Problem told(int run, RuntimeException failed) {
        Problem problem = why(run, failed);
        if (problem == null) {
            problem = new Problem(
                    new Finding(
                            "RUN-900", "run " + run, "the pass broke off: " + Causes.sentence(failed), null,
                            "a pass that ends by itself", "look at the log; what was done stays, and the next pass goes on from there"),
                    failed);
            LOG.error("{}", problem.getMessage(), failed);
        } else if (problem instanceof PassEnded ended) {
            LOG.atLevel(ended.why() == Why.STOPPED ? Level.INFO : Level.WARN).log("{}", problem.getMessage());
        }
        note(run, problem);
        return problem;
    }

    /** Writes down how a run ended, and when it is to be made up for. */
    void note(int run, Problem problem) {
        if (problem instanceof PassEnded ended && ended.why() != Why.STOPPED) {
            owed = true;
            notBefore = clock.instant().plus(inARow == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << Math.min(inARow, DOUBLINGS)));
            inARow++;
        }
        try {
            log.ended(run, problem);
        } catch (DataAccessException | TransactionException away) {
            unnoted.put(run, problem);
        }
    }
}
