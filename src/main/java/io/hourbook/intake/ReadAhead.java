package io.hourbook.intake;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.MDC;

/**
 * Pieces that are made on a thread of their own while those before them are worked on, in the same order. No more than
 * {@value #AHEAD} wait, so that memory stays flat. What goes wrong in making a piece is thrown where it is asked for.
 *
 * <p>The thread is not the pass's: what makes the pieces asks no database.
 */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {

    private static final int AHEAD = 2;

    /** A piece, or why there is none; neither at the end. */
    private record Made<T>(T piece, Throwable thrown) {}

    private final BlockingQueue<Made<T>> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final Iterator<T> source;
    private final Map<String, String> log = MDC.getCopyOfContextMap();
    private Thread reading;
    private Made<T> next;

    ReadAhead(Iterator<T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            begin();
            next = take();
        }
        if (next.thrown instanceof Error error) {
            throw error;
        }
        if (next.thrown instanceof RuntimeException failed) {
            throw failed;
        }
        return next.piece != null;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T piece = next.piece;
        next = null;
        return piece;
    }

    private void begin() {
        if (reading == null) {
            reading = new Thread(this::make, "read-ahead");
            reading.setDaemon(true);
            reading.start();
        }
    }

    private Made<T> take() {
        try {
            return waiting.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the next piece was read", stopped);
        }
    }

    private void make() {
        MDC.setContextMap(log == null ? Map.of() : log);
        try {
            waiting.put(makeAll());
        } catch (InterruptedException closed) {
            // whoever closed wants no more of it
        }
    }

    /** @return the end, or what ended it */
    private Made<T> makeAll() throws InterruptedException {
        try {
            while (source.hasNext()) {
                waiting.put(new Made<>(source.next(), null));
            }
            return new Made<>(null, null);
        } catch (RuntimeException | Error failed) {
            return new Made<>(null, failed);
        }
    }

    /** Ends the reading, and comes back when nothing is read any more: what is read from can be closed then. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (reading != null) {
            reading.interrupt();
            try {
                reading.join();
                reading = null;
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
