package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * How far the newest content of a document has come.
 *
 * @param state   see {@link State}
 * @param notBefore the day it may go out, where it waits for one
 * @param nextAttemptAt when it is tried again, where it is
 * @param answer  what the target said last, where it did not take the document
 */
record Progress(State state, LocalDate notBefore, Instant nextAttemptAt, int attempts, String answer) {

    /** The same as {@link #of} for a question to the database, of a document {@code d} and its delivery {@code v}; takes today. */
    static final String STATE = """
            (case v.state when 'delivered' then 'delivered' when 'failed' then 'refused' when 'sending' then 'sending'
              when 'in-doubt' then 'retry'
              when 'waiting' then if(v.due_on is null, 'unreleased', if(v.due_on > ?, 'waiting', if(v.attempts > 0, 'retry', 'next-run')))
              else if(d.delivered_revision > 0, 'delivered', 'none') end)""";

    /** The states of a delivery that a document in this one can have, few in number and found by an index; null where it is any. */
    static String deliveryStates(String state) {
        return switch (state) {
            case "refused" -> "'failed'";
            case "sending" -> "'sending'";
            case "retry" -> "'in-doubt', 'waiting'";
            case "next-run", "waiting", "unreleased" -> "'waiting'";
            default -> null;
        };
    }

    enum State {
        /** the target has it */
        DELIVERED,
        /** goes out with the next run */
        NEXT_RUN,
        /** its day has not come */
        WAITING,
        /** waits for a person to release it */
        UNRELEASED,
        /** did not get through; tried again */
        RETRY,
        /** on its way now */
        SENDING,
        /** the target will not have it */
        REFUSED,
        /** nothing of it waits to go out */
        NONE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a person can let it go: it waits for its day, or for just that. */
    public boolean releasable() {
        return state == State.UNRELEASED || state == State.WAITING;
    }

    static Progress of(ResultSet row, LocalDate today) throws SQLException {
        String state = row.getString("state");
        LocalDate dueOn = row.getObject("due_on", LocalDate.class);
        Instant next = RunBoard.utc(row, "next_attempt_at");
        int attempts = row.getInt("attempts");
        String answer = row.getString("answer");
        return switch (state == null ? "" : state) {
            case "delivered" -> new Progress(State.DELIVERED, null, null, attempts, null);
            case "failed" -> new Progress(State.REFUSED, null, null, attempts, answer);
            case "sending" -> new Progress(State.SENDING, null, null, attempts, null);
            case "in-doubt" -> new Progress(State.RETRY, null, next, attempts, answer);
            case "waiting" -> waiting(dueOn, next, attempts, answer, today);
            default -> new Progress(row.getInt("delivered_revision") > 0 ? State.DELIVERED : State.NONE, null, null, attempts, null);
        };
    }

    private static Progress waiting(LocalDate dueOn, Instant next, int attempts, String answer, LocalDate today) {
        if (dueOn == null) {
            return new Progress(State.UNRELEASED, null, null, attempts, null);
        }
        if (dueOn.isAfter(today)) {
            return new Progress(State.WAITING, dueOn, null, attempts, null);
        }
        return attempts > 0
                ? new Progress(State.RETRY, null, next, attempts, answer)
                : new Progress(State.NEXT_RUN, null, null, attempts, null);
    }
}
