package io.hourbook.cli;

import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.Decision;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.Line;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.problem.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dead letters as a terminal shows them. */
final class LetterText {

    private LetterText() {}

    /** One problem: what, how often, since when, what it holds back, one cure, one command. */
    static String cause(Cause cause, State state) {
        StringBuilder text = new StringBuilder(cause.code()).append(' ').append(cause.what());
        line(text, "seen", (cause.letters() == 1 ? "once" : cause.letters() + " times") + ", " + time(cause.firstSeen())
                + (cause.lastSeen().equals(cause.firstSeen()) ? "" : " to " + time(cause.lastSeen())) + (cause.source() == null ? "" : ", from " + cause.source()));
        line(text, "where", cause.where() + (cause.letters() == 1 ? "" : " (the newest of them)"));
        line(text, "saw", cause.examples().isEmpty() ? null : String.join("\n", cause.examples()));
        line(text, "want", cause.want());
        line(text, "at", cause.at());
        line(text, "holds", cause.holdsBack());
        line(text, "do", cause.fix());
        if (state == State.OPEN) {
            line(text, "then", cause.letters() == 1
                    ? (cause.replayable() ? "hourbook dead-letters replay " + cause.newest()
                            : "hourbook dead-letters discard " + cause.newest() + " --reason \"…\"")
                    : (cause.replayable() ? "hourbook dead-letters replay --cause " + cause.fingerprint()
                            : "hourbook dead-letters discard --cause " + cause.fingerprint() + " --reason \"…\""));
        }
        return text.toString();
    }

    /** Everything that is kept of one. */
    static String whole(Letter letter) {
        Line head = letter.line();
        StringBuilder text = new StringBuilder(
                new Finding(head.code(), head.where(), head.what(), head.saw(), letter.want(), letter.at(), letter.fix()).text());
        text.append('\n');
        line(text, "letter", head.id() + ", " + word(head.state()) + ", " + head.kind());
        line(text, "cause", letter.fingerprint());
        line(text, "seen", time(head.firstSeen()) + (head.lastSeen().equals(head.firstSeen()) ? "" : " to " + time(head.lastSeen()))
                + ", " + head.attempts() + (head.attempts() == 1 ? " attempt" : " attempts")
                + (letter.firstRunId() == null ? "" : ", first in run " + letter.firstRunId()));
        line(text, "source", head.source());
        line(text, "rules", letter.mappingVersion() == null ? null
                : "mappings " + letter.mappingVersion() + (letter.version() == null ? "" : ", version " + letter.version() + ": hourbook versions show " + letter.version()));
        letter.decisions().forEach(decision -> line(text, "who", decision(decision)));
        if (head.state() == State.RESOLVED) {
            line(text, "who", time(letter.changedAt()) + " " + letter.changedBy() + ": " + letter.changeNote());
        }
        part(text, "answered", letter.response() == null ? null : letter.response().text());
        part(text, "sent", letter.request() == null ? null : letter.request().text());
        part(text, "as received", letter.received());
        part(text, "at the step that failed", letter.repeatsItself() ? null : letter.body());
        part(text, "headers", letter.headers());
        return text.toString();
    }

    private static String decision(Decision decision) {
        return time(decision.at()) + " " + word(decision.decision()) + " by " + decision.by() + (decision.note() == null ? "" : ": " + decision.note());
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (value != null) {
            text.append("\n  ").append(String.format(Locale.ROOT, "%-7s", label)).append(value.strip().replace("\n", "\n         "));
        }
    }

    private static void part(StringBuilder text, String label, String value) {
        if (value != null) {
            text.append("\n\n--- ").append(label).append(" ---\n").append(value);
        }
    }
}
