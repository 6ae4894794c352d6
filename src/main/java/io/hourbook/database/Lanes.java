package io.hourbook.database;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many lanes a pass has for work that can be done side by side. Bean {@code lanes}: a route splits over
 * {@code ${bean:lanes}} with the threads of bean {@code passLanes}.
 */
public final class Lanes {

    /** Each lane has a connection, and a second one while it keeps a dead letter: half of all that there are. */
    static final int MOST = Pool.MAX_CONNECTIONS / 2;

    private final int count;

    /**
     * @param wanted     how many there are to be, 0 for as many as the machine has processors
     * @param processors how many the machine has; more lanes than that are of no use
     */
    Lanes(int wanted, int processors) {
        int most = Math.max(1, Math.min(processors, MOST));
        this.count = wanted <= 0 ? most : Math.min(wanted, most);
    }

    /** The lanes by their numbers, from 1. */
    public List<Integer> all() {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
