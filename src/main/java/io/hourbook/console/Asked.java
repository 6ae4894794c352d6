package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.regex.Pattern;

/** What callers may ask for: each parameter is null, or is what it should be, or is refused in words. */
final class Asked {

    private static final int LONGEST = 190;
    private static final int LONGEST_REASON = 500;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

    private Asked() {}

    /** One of a closed set of words; blank is null. */
    static String oneOf(String name, String value, Collection<String> words) {
        String asked = text(name, value);
        if (asked != null && !words.contains(asked)) {
            throw wrong(name, asked, "one of " + String.join(", ", words));
        }
        return asked;
    }

    /** Any short text; blank is null. */
    static String text(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw wrong(name, value.substring(0, 40) + "…, " + value.length() + " characters", "no more than " + LONGEST + " characters");
        }
        return value.strip();
    }

    /** A month {@code 2025-04} or the first day of a week {@code 2025-04-28}; blank is null. */
    static String period(String value) {
        String asked = text("period", value);
        if (asked == null) {
            return null;
        }
        try {
            return asked.length() == 7 ? YearMonth.parse(asked).toString() : LocalDate.parse(asked).toString();
        } catch (DateTimeException notOne) {
            throw wrong("period", asked, "a month such as 2025-04, or the first day of a week such as 2025-04-28");
        }
    }

    /** The first moment of a day {@code 2025-04-28} in UTC; blank is null. */
    static Instant day(String name, String value) {
        String asked = text(name, value);
        try {
            return asked == null ? null : LocalDate.parse(asked).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException notOne) {
            throw wrong(name, asked, "a day such as 2025-04-28");
        }
    }

    /** The name of a cause; blank is null. */
    static String fingerprint(String value) {
        String asked = text("fingerprint", value);
        if (asked != null && !FINGERPRINT.matcher(asked).matches()) {
            throw wrong("fingerprint", asked, "32 hexadecimal digits in lower case, as the list of causes shows them");
        }
        return asked;
    }

    static String required(String name, String value, String want) {
        if (value == null || value.isBlank()) {
            throw wrong(name, null, want);
        }
        return value;
    }

    /** Why somebody decided so, for those who look at it later. */
    static String reason(String why) {
        String reason = required("why", why, "a reason, for those who look at it later").strip();
        return note("why", reason);
    }

    /** A remark that may be missing; blank is null. */
    static String note(String name, String note) {
        if (note != null && note.length() > LONGEST_REASON) {
            throw wrong(name, note.length() + " characters", "no more than " + LONGEST_REASON + " characters");
        }
        return note == null || note.isBlank() ? null : note.strip();
    }

    static Problem wrong(String name, String saw, String want) {
        return new Problem(new Finding(
                "API-101", "parameter " + name, saw == null ? "a value is missing" : "this value cannot be asked for", saw, want,
                "correct the parameter and ask again; /api/openapi says what each may be"));
    }

    /** Something that was named is not there. */
    static Problem missing(String where, String what, String fix) {
        return missing(where, what, "something that is there", fix);
    }

    /** The same where it can be said what there is. */
    static Problem missing(String where, String what, String want, String fix) {
        return new Problem(new Finding("API-104", where, what, null, want, fix));
    }
}
