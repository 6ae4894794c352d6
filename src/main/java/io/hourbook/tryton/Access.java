package io.hourbook.tryton;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How one target is spoken to: the session, which all conversations with it share, and the ids of its records. One login at a
 * time: a wrong password said by several at once would lock the user out there.
 */
final class Access {

    /**
     * What a login gave.
     *
     * @param user   the user's id
     * @param header what each call says in its Authorization
     */
    record Session(long user, String header) {
        static Session of(String login, long user, String key) {
            String text = login + ":" + user + ":" + key;
            return new Session(user, "Session " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private final Directory directory = new Directory();
    private final Semaphore turn = new Semaphore(1);
    private volatile Session session;
    private volatile boolean refused;

    Directory directory() {
        return directory;
    }

    /** The session in use, or null. */
    Session session() {
        return session;
    }

    /** Whether this user and password were refused: they are not shown again. */
    boolean refused() {
        return refused;
    }

    /**
     * Waits for whoever logs in at this moment.
     *
     * @return whether the caller is to log in, and then to say {@link #opened}, {@link #denied} or {@link #left}
     */
    boolean takesTurn(long patienceMillis) {
        try {
            // who holds it for longer has been cut off
            boolean mine = turn.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
            if (session != null || refused) {
                if (mine) {
                    turn.release();
                }
                return false;
            }
            if (!mine) {
                turn.drainPermits();
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the login", stopped);
        }
    }

    void opened(Session opened) {
        session = opened;
        left();
    }

    void denied() {
        refused = true;
        left();
    }

    /** The login came to nothing. */
    synchronized void left() {
        if (turn.availablePermits() == 0) {
            turn.release();
        }
    }

    /** The target no longer knows this session. One that took its place meanwhile stays. */
    synchronized void lost(Session old) {
        if (session != null && session.equals(old)) {
            session = null;
        }
    }
}
