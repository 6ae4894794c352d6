package io.hourbook.version;

import io.hourbook.problem.Causes;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Finds out how much money an edit moves, which takes its time, while the gate goes on with whatever else comes. One edit at a time: what
 * is asked for the newest is answered, and an answer that takes longer than half an hour is not waited for.
 */
final class Weigher {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long BETWEEN_TRIES_MILLIS = 1_000;

    /**
     * An answer.
     *
     * @param moved  in the base currency, 0 or more; null where nobody can tell
     * @param untold why not, in words
     */
    record Told(BigDecimal moved, String untold) {}

    private record Question(String hash, int inForce, Instant since, CompletableFuture<Told> answer) {
        boolean is(FileSet files, int number) {
            return hash.equals(files.hash()) && inForce == number;
        }
    }

    private final Supplier<Impact> impact;
    private final Executor apart;
    private final boolean patient;
    private final Clock clock;
    private volatile Question question;
    private volatile boolean given;

    private Weigher(Supplier<Impact> impact, Executor apart, boolean patient, Clock clock) {
        this.impact = impact;
        this.apart = apart;
        this.patient = patient;
        this.clock = clock;
    }

    /** @param impact null where nobody can tell how much an edit moves */
    static Weigher atOnce(Supplier<Impact> impact, Clock clock) {
        return new Weigher(impact, Runnable::run, false, clock);
    }

    /** On a thread of its own, for a gate that others wait at. */
    static Weigher apart(Supplier<Impact> impact, Clock clock) {
        return new Weigher(impact, Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "weigher");
            thread.setDaemon(true);
            return thread;
        }), true, clock);
    }

    /**
     * @param inForce the version that it is weighed against
     * @return empty while it is being found out: {@link #hasNews()} says when to ask again
     */
    Optional<Told> moved(FileSet files, int inForce) {
        Question now = question;
        if (now == null || !now.is(files, inForce)) {
            Question fresh = new Question(files.hash(), inForce, clock.instant(), new CompletableFuture<>());
            question = fresh;
            apart.execute(() -> fresh.answer.complete(told(fresh, files)));
            now = fresh;
        }
        if (overdue(now)) {
            now.answer.complete(new Told(null, "nobody knows after " + LONGEST.toMinutes() + " minutes"));
        }
        given = now.answer.isDone();
        return given ? Optional.of(now.answer.join()) : Optional.empty();
    }

    /** When what is being found out was asked for first. */
    Instant since() {
        return question.since;
    }

    /** Whether an answer has come that nobody was given. */
    boolean hasNews() {
        Question now = question;
        return now != null && !given && (now.answer.isDone() || overdue(now));
    }

    /** Waits for the answer, so long and no longer. */
    void await(Duration patience) {
        Question now = question;
        try {
            if (now != null) {
                now.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException later) {
            // whoever asks goes on without it
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean overdue(Question asked) {
        return Duration.between(asked.since, clock.instant()).compareTo(LONGEST) > 0;
    }

    private Told told(Question asked, FileSet files) {
        while (asked == question && !overdue(asked)) {
            try {
                Impact now = impact.get();
                return now == null ? new Told(null, null) : new Told(now.moved(files.all()), null);
            } catch (Problem untold) {
                if (!patient || !untold.code().equals("PRE-101") || !pause()) {
                    return new Told(null, untold.getMessage().lines().findFirst().orElse(untold.code()));
                }
                // a person's preview is under way: there is one at a time
            } catch (RuntimeException | StackOverflowError | LinkageError broke) {
                return new Told(null, Causes.sentence(broke));
            }
        }
        return new Told(null, "another edit took its place");
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
