package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hourbook.database.Database;
import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.deadletter.DeadLetterReplay.Replayed;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedAll;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedCause;
import io.hourbook.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * What could not be handled, for people at a terminal. It speaks with the database itself, so that it works the same beside a
 * running service and without one; the next pass takes up what was put back.
 */
@Command(
        name = "dead-letters",
        description = "What could not be handled, by cause: rows, files, entries, documents.",
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Callable<Integer> {

    private static final int LONGEST_REASON = 500;

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--json", description = "For programs.", scope = ScopeType.INHERIT)
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Which letters somebody decides about. */
    private static final class Which {
        @Parameters(index = "0", paramLabel = "N", description = "The number of one letter.")
        private Integer number;

        @Option(names = "--cause", paramLabel = "FINGERPRINT", description = "All open letters of this cause.")
        private String cause;
    }

    /** Or everything there is. */
    private static final class WhichOrAll {
        @Parameters(index = "0", paramLabel = "N", description = "The number of one letter.")
        private Integer number;

        @Option(names = "--cause", paramLabel = "FINGERPRINT", description = "All open letters of this cause.")
        private String cause;

        @Option(names = "--all", description = "Every entry and document that failed, whatever the cause.")
        private boolean all;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        return list(State.OPEN);
    }

    @Command(name = "list", description = "Causes, the most frequent first: one problem, one cure, one command.", mixinStandardHelpOptions = true)
    int list(
            @Option(names = "--state", paramLabel = "STATE", defaultValue = "OPEN", description = "open (when none is named), replayed, discarded or resolved.")
            State state) throws JsonProcessingException {
        try (Database database = open()) {
            List<Cause> causes = desk(database).causes(state);
            if (json) {
                out().println(Json.text(causes));
            } else if (causes.isEmpty()) {
                out().println("No dead letter is " + state.name().toLowerCase(Locale.ROOT) + ".");
            } else {
                long letters = causes.stream().mapToLong(Cause::letters).sum();
                out().println(counted(causes.size(), "cause") + ", " + counted(letters, "letter"));
                causes.forEach(cause -> out().printf("%n%s%n", LetterText.cause(cause, state)));
            }
        }
        return done(0);
    }

    @Command(name = "show", description = "One letter with all that is kept of it.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "N") int number) throws JsonProcessingException {
        try (Database database = open()) {
            Letter letter = desk(database).letter(number).orElseThrow(() -> DeadLetterReplay.noSuchLetter(number));
            out().println(json ? Json.text(letter) : LetterText.whole(letter));
        }
        return done(0);
    }

    @Command(
            name = "replay", description = "Puts back what failed to where it left; a document keeps its key. Exit code 1 where nothing could be put back.",
            mixinStandardHelpOptions = true)
    int replay(
            @ArgGroup(multiplicity = "1") WhichOrAll which, @Mixin Person person,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look at it later.") String note) throws IOException {
        String why = fits("--note", note);
        Home home = homeOption.laidOut();
        String by = person.operator(home);
        try (Database database = Database.open(home, "dead-letters")) {
            DeadLetterReplay replay = new DeadLetterReplay(desk(database), database.dataSource(), Clock.systemUTC());
            if (which.all) {
                ReplayedAll all = replay.replayAll(by, why);
                say(all, all.causes().isEmpty() ? "No dead letter is open"
                        : counted(all.replayed(), "letter") + " put back" + (all.left() == 0 ? "" : ", " + all.left() + " left: hourbook dead-letters list") + atOnce(all.replayed()));
                return done(all.replayed() == 0 && all.left() > 0 ? HourbookCommand.FAILED : 0);
            } else if (which.cause != null) {
                ReplayedCause cause = replay.replayCause(known(database, which.cause), by, why);
                say(cause, counted(cause.replayed(), "letter") + " put back: " + cause.next() + atOnce(cause.replayed()));
                return done(cause.replayed() == 0 && cause.left() > 0 ? HourbookCommand.FAILED : 0);
            }
            Replayed one = replay.replay(which.number, by, why);
            say(one, (one.replayed() ? "Put back: " : "Not put back: ") + one.next() + atOnce(one.replayed() ? 1 : 0));
            return done(one.replayed() ? 0 : HourbookCommand.FAILED);
        }
    }

    @Command(name = "discard", description = "Puts letters away for good: what failed is not tried again.", mixinStandardHelpOptions = true)
    int discard(
            @ArgGroup(multiplicity = "1") Which which, @Mixin Person person,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for those who look at it later.") String reason)
            throws IOException {
        String why = fits("--reason", reason);
        if (why == null) {
            throw new ParameterException(spec.commandLine(), "--reason is empty: say why, for those who look at it later");
        }
        Home home = homeOption.laidOut();
        String by = person.operator(home);
        try (Database database = Database.open(home, "dead-letters")) {
            DeadLetterDesk desk = desk(database);
            if (which.cause != null) {
                int discarded = desk.discardCause(known(database, which.cause), Long.MAX_VALUE, by, why);
                say(Map.of("fingerprint", which.cause, "discarded", discarded), counted(discarded, "letter") + " put away");
            } else if (desk.discard(which.number, by, why)) {
                say(Map.of("id", which.number, "discarded", true), "Dead letter " + which.number + " is put away");
            } else {
                throw DeadLetterReplay.notOpen(desk.letter(which.number).orElseThrow(() -> DeadLetterReplay.noSuchLetter(which.number)));
            }
        }
        return done(0);
    }

    private String known(Database database, String fingerprint) {
        if (!fingerprint.matches("[0-9a-f]{32}") || !desk(database).known(fingerprint)) {
            throw DeadLetterReplay.noSuchCause(fingerprint);
        }
        return fingerprint;
    }

    private String fits(String option, String text) {
        if (text != null && text.strip().length() > LONGEST_REASON) {
            throw new ParameterException(spec.commandLine(), option + " has " + text.strip().length() + " characters; " + LONGEST_REASON + " are kept");
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private Database open() {
        return Database.open(homeOption.laidOut(), "dead-letters");
    }

    private static DeadLetterDesk desk(Database database) {
        return new DeadLetterDesk(database.dataSource(), Clock.systemUTC());
    }

    private void say(Object told, String words) throws JsonProcessingException {
        out().println(json ? Json.text(told) : words);
    }

    /** A service looks for what can be tried again every few minutes. */
    private static String atOnce(long replayed) {
        return replayed == 0 ? "" : System.lineSeparator() + "hourbook sync takes them up at once";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int done(int code) {
        out().flush();
        return code;
    }
}
