package io.hourbook.schedule;

import io.hourbook.run.Turn;
import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The slots that are due, one after the other. Each is claimed when it is asked for, in a turn of its own, which ends when the
 * next is asked for: whoever waits for a turn here or elsewhere comes in between.
 */
final class Look implements Iterator<Slot>, Closeable {

    /** A slot and the turn in which it is worked. */
    record Claim(Slot slot, Turn turn) {}

    /** Claims the next slot, if there is one that this process may work. */
    @FunctionalInterface
    interface Claims {
        Optional<Claim> next();
    }

    private final Claims claims;
    private Claim claim;
    private boolean given = true;

    Look(Claims claims) {
        this.claims = claims;
    }

    @Override
    public boolean hasNext() {
        if (given) {
            close();
            claim = claims.next().orElse(null);
            given = false;
        }
        return claim != null;
    }

    @Override
    public Slot next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given = true;
        return claim.slot();
    }

    /** The slot that was given last, and its turn. */
    Claim claim() {
        return claim;
    }

    @Override
    public void close() {
        if (claim != null) {
            Turn turn = claim.turn();
            claim = null;
            turn.close();
        }
        given = true;
    }
}
