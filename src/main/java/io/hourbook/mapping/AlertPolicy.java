package io.hourbook.mapping;

import io.hourbook.timetable.OffPeak;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who is told when something needs a person, and after how long: {@code alerts.yaml}.
 *
 * @param mail    null where nobody is told by mail
 * @param hook    null where no program is told
 * @param console where people open the console, without a slash at its end; null where no link can be given
 * @param minutes how long each kind has to last; one that is not among them is never told
 * @param letters of one cause that are told whatever the minutes say, or null
 * @param remind  how often it is said again while it lasts; zero for never
 * @param quiet   hours in which little is told, or null
 * @param zone    of these hours
 * @param unready why it cannot be told although an address is named, such as a secret that cannot be had; null where it can
 */
public record AlertPolicy(
        Mail mail, Hook hook, String console, Map<Kind, Integer> minutes, Integer letters, Duration remind, OffPeak quiet, ZoneId zone,
        String unready) {

    /** What can be told. */
    public enum Kind {
        DEAD_LETTERS,
        TARGET,
        /** A target that cannot be called before a person has done something about its credentials; with {@code target_minutes}, at once. */
        CREDENTIALS,
        RUN,
        CONSERVATION,
        DISK,
        SCHEDULE,
        INBOX,
        EDITS;

        /** As cases, hooks and the table write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /** How a connection to a mail server is kept from others. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * @param user     null where the server wants no login
     * @param password null where it wants none, or secrets were not looked up
     */
    public record Mail(List<String> to, String from, String host, int port, Security security, String user, String password) {

        @Override
        public String toString() {
            return "mail by " + host + ":" + port;
        }
    }

    /** @param url may be a secret itself; null where secrets were not looked up */
    public record Hook(String url, String token) {

        @Override
        public String toString() {
            return "a hook";
        }
    }

    /** What a moment makes of something that lasts. */
    public enum Verdict {
        NO,
        YES,
        /** it would be, but for the hours */
        LATER
    }

    /**
     * The policy of a book, with its secrets as they are at this moment: one that was changed holds from the next message on.
     *
     * @param environment the value of an environment variable, or null
     */
    public static AlertPolicy of(MappingBook book, UnaryOperator<String> environment) {
        Faults faults = new Faults();
        String text = book.content().get(Policy.ALERTS.file());
        Map<String, byte[]> files = text == null ? Map.of() : Map.of(Policy.ALERTS.file(), text.getBytes(StandardCharsets.UTF_8));
        PolicyFile file = new PolicyFile(Policy.ALERTS, MappingFiles.of("mappings", files, faults), faults);
        return new AlertReader(file, new Secrets(environment, true, faults), faults).read(book.policies().companyZone());
    }

    /** The same with nobody to tell. */
    public AlertPolicy off() {
        return new AlertPolicy(null, null, console, minutes, letters, remind, quiet, zone, null);
    }

    public boolean on() {
        return mail != null || hook != null;
    }

    /**
     * @param lasted how long it has
     * @param count  letters of a cause; of anything else 0
     */
    public Verdict says(Kind kind, Duration lasted, long count, Instant now) {
        Integer wanted = minutes.get(kind);
        boolean told = wanted != null && lasted.compareTo(Duration.ofMinutes(wanted)) >= 0
                || kind == Kind.DEAD_LETTERS && letters != null && count >= letters;
        return !told ? Verdict.NO : kind != Kind.CONSERVATION && quiet(now) ? Verdict.LATER : Verdict.YES;
    }

    /**
     * Whether what was told already, and lasts, is said again.
     *
     * @param ago how long ago it was said last
     */
    public Verdict again(Duration ago, Instant now) {
        if (remind.isZero() || ago.compareTo(remind) < 0) {
            return Verdict.NO;
        }
        return quiet(now) ? Verdict.LATER : Verdict.YES;
    }

    /** Whether nobody wants to be told now. */
    public boolean quiet(Instant now) {
        return quiet != null && quiet.contains(now, zone);
    }
}
