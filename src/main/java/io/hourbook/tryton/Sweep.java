package io.hourbook.tryton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * How far a reading has come: everything that was written since a moment, first the invoices, then the moves, by their ids. Nothing
 * is left out that is written meanwhile: the next sweep begins where this one was begun, and a little before.
 *
 * @param from  what was written there since then is read
 * @param began when this sweep was begun, by our clock
 * @param moves whether it has come to the moves
 * @param after the last id that was read
 */
record Sweep(Instant from, Instant began, boolean moves, long after) {

    /** The clocks of two machines, and a transaction there that takes its time: it has the time of its beginning. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /**
     * That of a cursor.
     *
     * @param cursor null at the first time
     * @param since  where a first reading begins
     */
    static Sweep of(String cursor, Instant since, Instant now) {
        String[] parts = cursor == null ? new String[0] : cursor.split(" ");
        if (parts.length == 1) {
            return new Sweep(Instant.parse(parts[0]), now, false, 0);
        } else if (parts.length == 4) {
            return new Sweep(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[2].equals("moves"), Long.parseLong(parts[3]));
        }
        return new Sweep(since, now, false, 0);
    }

    /** Whether it begins: then it is asked for what is known, too. */
    boolean begins() {
        return !moves && after == 0;
    }

    /** Where it goes on behind a record. */
    Sweep after(long id) {
        return new Sweep(from, began, moves, id);
    }

    Sweep toMoves() {
        return new Sweep(from, began, true, 0);
    }

    /** Of one that goes on. */
    String cursor() {
        return from + " " + began + " " + (moves ? "moves" : "invoices") + " " + after;
    }

    /** Of the next sweep. */
    String next() {
        return began.minus(OVERLAP).toString();
    }

    /** What is asked for: changed since, and behind the last one. */
    ArrayNode conditions(long company) {
        ArrayNode conditions = Rpc.array(Rpc.where("company", "=", company), Rpc.where("id", ">", after));
        if (moves) {
            // of an invoice or a payment otherwise; a journal of ours has none
            conditions.add(Rpc.where("origin", "=", null));
        }
        return conditions.add(Rpc.array("OR", Rpc.where("write_date", ">=", at()),
                Rpc.array(Rpc.where("write_date", "=", null), Rpc.where("create_date", ">=", at()))));
    }

    private ObjectNode at() {
        ZonedDateTime utc = from.atZone(ZoneOffset.UTC);
        return Rpc.object().put("__class__", "datetime").put("year", utc.getYear()).put("month", utc.getMonthValue()).put("day", utc.getDayOfMonth())
                .put("hour", utc.getHour()).put("minute", utc.getMinute()).put("second", utc.getSecond()).put("microsecond", 0);
    }
}
