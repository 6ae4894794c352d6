package io.hourbook.xero;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How far an organisation has been read. A round goes through the resources one after the other, each from the same moment on.
 *
 * @param stage which of them is read
 * @param from  where the round began
 * @param since what was changed from then on is on the page; further than {@code from} once pages have been read
 * @param page  the number of the page behind {@code since}, the first is 1
 * @param next  where the next round begins, or null where this one has not begun yet
 */
record Place(Stage stage, Instant from, Instant since, int page, Instant next) {

    /** What is read, in this order. */
    enum Stage { INVOICES, CREDIT_NOTES, MANUAL_JOURNALS, PAYMENTS }

    /** What a call is told may be some seconds old there, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** @param cursor of the page before, or null; @param first where a first reading begins; @param began when this page is asked for */
    static Place of(String cursor, Instant first, Instant began) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ");
        Place place = parts.length == 5
                ? new Place(Stage.valueOf(parts[0]), instant(parts[1]), instant(parts[2]), Integer.parseInt(parts[3]), parts[4].equals("-") ? null : instant(parts[4]))
                : new Place(Stage.INVOICES, first, first, 1, null);
        Instant next = began.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
        return place.next != null ? place : new Place(place.stage, place.from, place.since, place.page, next.isBefore(place.from) ? place.from : next);
    }

    private static Instant instant(String text) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** The cursor of this place. */
    String cursor() {
        return String.join(" ", stage.name(), text(from), text(since), String.valueOf(page), next == null ? "-" : text(next));
    }

    /** As Xero wants it in a header: UTC, to the second. */
    static String text(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC) + (at.getEpochSecond() % 60 == 0 ? ":00" : "");
    }

    /**
     * Behind a page that was full. Pages by number would slip where something on them changes meanwhile, so that the next begins with the
     * moment of the last change on this one; only where that says nothing new the number counts on.
     *
     * @param last the moment of the last change on it, or null where they are in no order
     */
    Place behind(Instant last) {
        Instant second = last == null ? null : last.truncatedTo(ChronoUnit.SECONDS);
        return second != null && second.isAfter(since) ? new Place(stage, from, second, 1, next) : new Place(stage, from, since, page + 1, next);
    }

    /** Behind the last page of a resource: the next one, or the round to come. */
    Place done() {
        return ended() ? new Place(Stage.INVOICES, next, next, 1, null) : new Place(Stage.values()[stage.ordinal() + 1], from, from, 1, next);
    }

    /** Whether the resource is the last of the round. */
    boolean ended() {
        return stage == Stage.PAYMENTS;
    }
}
