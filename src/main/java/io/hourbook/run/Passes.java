package io.hourbook.run;

import io.hourbook.allocation.PassContext;
import io.hourbook.database.Database;
import io.hourbook.database.DatabaseClock;
import io.hourbook.database.PassEnded;
import io.hourbook.database.PassGuard;
import io.hourbook.database.PassLock;
import io.hourbook.deadletter.DeadLetterKeeper;
import io.hourbook.document.DocumentCounts;
import io.hourbook.entry.RunIntake;
import io.hourbook.entry.WorkQueue;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.reload.RouteDeployer;
import io.hourbook.timetable.PassScope;
import io.hourbook.version.Gate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs passes, one at a time in this process and, by a lock in the database, among all processes. Bean {@code passes}. */
public final class Passes {

    private static final Logger LOG = LoggerFactory.getLogger(Passes.class);

    private final Database database;
    private final RunLog log;
    private final Requeue requeue;
    private final Laws laws;
    private final Mappings mappings;
    private final RouteDeployer routes;
    private final Gate gate;
    private final ProducerTemplate camel;
    private final RunIntake intake;
    private final DocumentCounts documents;
    private final WorkQueue work;
    private final PassFiles files;
    private final Clock clock;
    /** Not bound to a thread: a route may go on in another one. Shared with the gate: no version goes in force while a pass runs. */
    private final Semaphore here;
    private final Endings endings;
    private volatile boolean firstIsOver;

    Passes(
            Database database,
            RunLog log,
            Requeue requeue,
            Laws laws,
            Mappings mappings,
            RouteDeployer routes,
            Gate gate,
            ProducerTemplate camel,
            RunIntake intake,
            DocumentCounts documents,
            WorkQueue work,
            PassFiles files,
            Endings endings,
            Clock clock) {
        this.database = database;
        this.log = log;
        this.requeue = requeue;
        this.laws = laws;
        this.mappings = mappings;
        this.routes = routes;
        this.gate = gate;
        here = gate.calm();
        this.camel = camel;
        this.intake = intake;
        this.documents = documents;
        this.work = work;
        this.files = files;
        this.endings = endings;
        this.clock = clock;
    }

    /**
     * A pass that nobody asked for, over all that is due at once by its schedule: not begun while another one runs, here or
     * elsewhere, and owed then. What breaks is kept with the run and logged.
     */
    public void scheduled() {
        Optional<Turn> turn = turn();
        if (turn.isEmpty()) {
            // what it is for may have come after the pass that runs looked, or lie in this process's inbox alone
            endings.owe();
            return;
        }
        try (Turn ours = turn.get()) {
            inTurn(ours, "schedule", UnaryOperator.identity());
        } catch (PassEnded told) {
            LOG.debug("told where it ended", told);
        } catch (Problem problem) {
            LOG.error("{}", problem.getMessage());
        }
    }

    /** Whether somebody in this process has the turn, or the pass that a service begins with is still to come. */
    boolean busy() {
        return !firstIsOver || here.availablePermits() == 0;
    }

    /** Whether a pass that was broken off, or could not begin, is to be made up for now. */
    public boolean owed() {
        return endings.owed();
    }

    /**
     * Asks the pass that runs to stop, and waits for it: its transaction in hand is finished, calls that are out are waited
     * for, and nothing more is begun. What is cut off after that is in doubt for the next pass.
     */
    void stop(Duration patience) {
        endings.stop(here, patience);
    }

    /**
     * Runs a pass over everything, waiting for one that is under way: a person asks for it. What was saved up to now is in it.
     *
     * @param trigger what asked for it: {@code sync}, {@code console}
     * @return what it came to, whether or not everything is conserved
     * @throws Problem where the pass could not be carried through; everything done up to there stays, and the next pass goes on
     */
    public Summary run(String trigger) {
        gate.personAsks();
        try (Turn turn = await()) {
            return pass(turn, trigger, ordinary -> PassScope.ALL);
        }
    }

    /** The same, but over what is due at once by its schedule: a service that starts asks for it, and no person. */
    public Summary first(String trigger) {
        try (Turn turn = await()) {
            return pass(turn, trigger, UnaryOperator.identity());
        } finally {
            firstIsOver = true;
        }
    }

    /**
     * Runs a pass in a turn that the caller has.
     *
     * @param scope what it takes and sends, out of what is due at once by its schedule
     * @throws Problem as {@link #run}
     */
    public Summary inTurn(Turn turn, String trigger, UnaryOperator<PassScope> scope) {
        return pass(turn, trigger, scope);
    }

    /** The right to work alone, where nobody has it or waits for it here. */
    public Optional<Turn> turn() {
        if (endings.hindered()) {
            return Optional.empty();
        }
        try {
            // the waiting kind of asking, for the other does not let those who wait go first
            if (!here.tryAcquire(0, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return locked(Duration.ZERO);
    }

    Turn await() {
        here.acquireUninterruptibly();
        try {
            endings.mayBegin();
        } catch (PassEnded hindered) {
            here.release();
            throw hindered;
        }
        return locked(Duration.ofHours(24)).orElseThrow(() -> new Problem(new Finding(
                "RUN-001", "run", "another pass has been running for a day", null, "one pass at a time",
                "look at the other process, and end it if it hangs")));
    }

    /** Among processes, by one who has the turn in this one. */
    private Optional<Turn> locked(Duration patience) {
        Optional<PassLock> lock = Optional.empty();
        try {
            lock = endings.unlessUnreachable(() -> database.passLock(patience));
            return lock.map(held -> new Turn(held, here::release));
        } finally {
            if (lock.isEmpty()) {
                here.release();
            }
        }
    }

    private Summary pass(Turn turn, String trigger, UnaryOperator<PassScope> scope) {
        int run = begin(turn, trigger);
        long began = System.nanoTime();
        MDC.put("run", Integer.toString(run));
        String outcome = "failed";
        try (PassGuard guard = PassGuard.enter(run, () -> endings.mayGoOn(run), endings::stopping)) {
            Summary summary = carryOut(run, scope);
            String written = log.done(summary);
            if (log.cutOff()) {
                endings.owe();
            }
            outcome = summary.conserved() ? "done" : "not-conserved";
            LOG.info("Run {}: {}", run, written);
            return summary;
        } catch (RuntimeException failed) {
            Problem told = endings.told(run, failed);
            outcome = told instanceof PassEnded ended && ended.why() == PassEnded.Why.STOPPED ? "stopped" : "failed";
            throw told;
        } finally {
            endings.runs(0);
            MDC.remove("run");
            endings.over(new RunEnded(run, outcome, Duration.ofNanos(System.nanoTime() - began), rows()));
        }
    }

    private int begin(Turn turn, String trigger) {
        endings.mayBegin();
        try {
            DatabaseClock.refresh(clock);
            endings.begun();
            int run = log.begin(trigger);
            turn.runs(run);
            endings.runs(run);
            return run;
        } catch (RuntimeException failed) {
            throw endings.told(0, failed);
        }
    }

    private Summary carryOut(int run, UnaryOperator<PassScope> scope) {
        long began = System.nanoTime();
        intake.reset();
        documents.reset();
        work.rewind();
        gate.passBegins();
        Mappings.Version version = mappings.load();
        routes.require("sync");
        LocalDate today = LocalDate.ofInstant(clock.instant(), version.book().policies().companyZone());
        PassScope due = scope.apply(version.book().schedules().ordinary(clock.instant()));
        PassContext pass = new PassContext(run, version.book(), version.id(), today, due);
        laws.begin(pass);
        boolean edited = log.lastVersion().filter(last -> last != version.id()).isPresent();
        if (edited) {
            requeue.afterEdit(pass);
        }
        // noted once what the edit touches is queued: a crash in between finds it again
        log.with(run, version.id());
        requeue.asDaysGoBy(pass, log.lastStart(version.book().policies().companyZone()).orElse(today));
        boolean idle = log.nothingToDo();
        sync(pass);
        long elapsedMs = (System.nanoTime() - began) / 1_000_000;
        boolean untouched = idle && !edited && intake.counts().received() == 0 && documents.created() + documents.updated() == 0
                && !laws.touchedSince();
        Optional<Summary> before = untouched ? log.summaryBefore(run) : Optional.empty();
        Conservation.State state = before.filter(Summary::conserved).map(last -> laws.unchanged(pass, last)).orElseGet(() -> laws.atTheEnd(pass));
        Summary summary = Summary.of(run, rows(), state, log.documents(run, documents.created(), documents.updated(), today), elapsedMs);
        files.write(summary, before.isEmpty());
        return summary;
    }

    private void sync(PassContext pass) {
        Exchange exchange = camel.send("direct:sync", started -> {
            started.setProperty("pass", pass);
            started.setProperty(DeadLetterKeeper.RUN_ID, pass.runId());
            started.setProperty(DeadLetterKeeper.MAPPING_VERSION, pass.book().version());
        });
        if (exchange.getException() != null) {
            throw Causes.unwrapped(exchange.getException());
        }
        if (endings.stopping()) {
            throw Endings.stopped(pass.runId());
        }
    }

    private Summary.Rows rows() {
        var counts = intake.counts();
        return new Summary.Rows(counts.received(), counts.fresh(), counts.duplicates(), counts.amended(), counts.skipped(), counts.malformed());
    }
}
