package io.hourbook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;

/**
 * One document or batch at a time to one target, for as long as something is due there or comes due before the deadline. There
 * are more lanes than the target takes calls at once: each waits for its turn before it calls.
 */
public final class Lane {

    private static final long SHORTEST_PAUSE_MILLIS = 5;
    /** Pauses are taken in small pieces, so that a stop or a new delivery is noticed soon. */
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final TargetQueue queue;
    private final Semaphore turns;
    private final AtomicBoolean calling = new AtomicBoolean();
    /** Whether the turn is for a whole conversation. */
    private volatile boolean kept;
    private final BooleanSupplier stopping;
    private final AtomicReference<OpenCall> call = new AtomicReference<>();
    private final AtomicReference<MinuteBudget.Claim> claim = new AtomicReference<>();
    private List<Due> work = List.of();
    private long pauseMillis;

    /** Of an exchange that a lane works on; none where a conversation is held outside of a pass. */
    static Optional<Lane> of(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable("lane", Lane.class));
    }

    Lane(TargetQueue queue, Semaphore turns, BooleanSupplier stopping) {
        this.queue = queue;
        this.turns = turns;
        this.stopping = stopping;
    }

    /**
     * The same, for all calls of a conversation: the lane has its turn until they are {@link #over}.
     *
     * @throws IllegalStateException where a stop was asked for meanwhile: no call is begun any more
     */
    void turn() {
        call();
        kept = true;
    }

    /** The conversation is over, and with it the lane's turn; nothing where it had none. */
    void over() {
        kept = false;
        called();
        claims(null);
    }

    /** What its conversation may call without asking, or null. */
    MinuteBudget.Claim claim() {
        return claim.get();
    }

    /** @param now what its conversation may call from here on, or null; what it had before is others' */
    void claims(MinuteBudget.Claim now) {
        MinuteBudget.Claim before = claim.getAndSet(now);
        if (before != null) {
            before.end();
        }
    }

    /** Waits a little. @return whether a stop was asked for meanwhile */
    boolean stoppedWithin(Duration wait) {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE_MILLIS, wait.toMillis()));
            return stopping.getAsBoolean();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Waits until the target takes one more call; the lane has its turn until it is {@link #called}.
     *
     * @throws IllegalStateException where a stop was asked for meanwhile: no call is begun any more
     * @throws NotCalled where the target is to be left alone by then
     */
    void call() {
        if (calling.get()) {
            return;
        }
        try {
            turns.acquire();
            if (stopping.getAsBoolean()) {
                turns.release();
                throw new NotCalled("stopped before the call was made", Duration.ZERO);
            }
            leaveAlone();
            calling.set(true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the call was made", stopped);
        }
    }

    /** Another lane may have been told meanwhile that the target takes no more for now. */
    private void leaveAlone() {
        Instant now = queue.now();
        Instant until = queue.rests();
        if (now.isBefore(until)) {
            turns.release();
            throw new NotCalled("the target is left alone until " + until, Duration.between(now, until));
        }
    }

    /** The call is over, however it ended; nothing where none was made, or others of its conversation may follow. */
    void called() {
        if (!kept && calling.compareAndSet(true, false)) {
            turns.release();
        }
    }

    /** Keeps the call that is out, null for none. @return the one that was out before */
    OpenCall calls(OpenCall out) {
        return call.getAndSet(out);
    }

    /** Takes the next work, or finds out how long to pause for it. False when this lane is done. */
    public boolean goesOn() {
        over();
        work = List.of();
        if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            return false;
        }
        work = queue.take();
        if (!work.isEmpty()) {
            return true;
        }
        Optional<Instant> next = queue.next();
        pauseMillis = next.map(at -> Duration.between(queue.now(), at).toMillis())
                .map(millis -> Math.max(SHORTEST_PAUSE_MILLIS, Math.min(LONGEST_PAUSE_MILLIS, millis)))
                .orElse(0L);
        return next.isPresent();
    }

    /** Whether there is nothing to do right now. */
    public boolean idle() {
        return work.isEmpty();
    }

    /** Whether several deliveries share one call. */
    public boolean batch() {
        return work.size() > 1;
    }

    /** The {@link Due} delivery, or the {@link Batch} of them. */
    public Object work() {
        return batch() ? new Batch(work.get(0).target(), work) : work.get(0);
    }

    /** How long to wait before asking again. */
    public long pauseMillis() {
        return pauseMillis;
    }
}
