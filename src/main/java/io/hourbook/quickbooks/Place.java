package io.hourbook.quickbooks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far a company has been read: by its list of changes, which goes back thirty days and tells of what was deleted, or where that does
 * not reach, thing by thing.
 *
 * @param thing what is asked for, by its place among {@link Seeing#THINGS}; -1 for the list of changes of all
 * @param from  where it began
 * @param since what was changed from then on is on the page
 * @param start the place of the page behind {@code since}, the first is 1
 * @param next  where the list of changes goes on after it
 */
record Place(int thing, Instant from, Instant since, int start, Instant next) {

    private static final int ALL = -1;
    /** What a call is told may be some seconds old there, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** The list of changes is asked for thirty days at most. */
    private static final Duration LONGEST = Duration.ofDays(29);

    /** @param cursor of the page before, or null; @param first where a first reading begins; @param began when this page is asked for */
    static Place of(String cursor, Instant first, Instant began) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ");
        if (parts.length == 5) {
            return new Place(Integer.parseInt(parts[0]), Instant.parse(parts[1]), Instant.parse(parts[2]), Integer.parseInt(parts[3]), Instant.parse(parts[4]));
        }
        Instant from = parts.length == 2 ? Instant.parse(parts[1]) : first;
        Instant next = began.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
        return new Place(from.isBefore(began.minus(LONGEST)) ? 0 : ALL, from, from, 1, next.isBefore(from) ? from : next);
    }

    boolean all() {
        return thing == ALL;
    }

    String cursor() {
        return all() ? "cdc " + from : String.join(" ", String.valueOf(thing), from.toString(), since.toString(), String.valueOf(start), next.toString());
    }

    /** The list of changes was cut off: thing by thing from the same moment on. */
    Place apart() {
        return new Place(0, from, from, 1, next);
    }

    /** Behind a full page: from its last change on, for by number pages would slip; where that says nothing new by number. @param last may be null */
    Place behind(Instant last, int size) {
        return last != null && last.isAfter(since) ? new Place(thing, from, last, 1, next) : new Place(thing, from, since, start + size, next);
    }

    /** Behind the last page of a thing, or of the list. */
    Place done() {
        return ended() ? new Place(ALL, next, next, 1, next) : new Place(thing + 1, from, from, 1, next);
    }

    /** Whether nothing follows now. */
    boolean ended() {
        return all() || thing == Seeing.THINGS.size() - 1;
    }
}
