package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What numbers, dates, addresses and terms look like in a mapping book. */
final class Shapes {

    /** In order, so that of two as near a name the same is always told. */
    static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,12})?");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>]+");
    private static final Pattern TERMS = Pattern.compile("net ?(\\d{1,3})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final DateTimeFormatter ISO_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Shapes() {}

    /** The word of a constant in tables and sentences: {@code half-up}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a person can see what it is: no control characters, and something besides spaces. */
    static boolean readable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl) && !FoldedName.of(text).isEmpty();
    }

    static boolean decimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    static boolean whole(String text) {
        return WHOLE.matcher(text).matches();
    }

    static boolean email(String text) {
        return text.length() <= 255 && EMAIL.matcher(text).matches();
    }

    /** @return the days of {@code net30}, or null */
    static Integer termsDays(String text) {
        Matcher terms = TERMS.matcher(text.toLowerCase(Locale.ROOT));
        return terms.matches() ? Integer.valueOf(terms.group(1)) : null;
    }

    /** @return a day of the calendar from 1970 to 2999, or null */
    static LocalDate date(String text) {
        if (!DATE.matcher(text).matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text, ISO_DATE);
            return date.getYear() >= 1970 && date.getYear() <= 2999 ? date : null;
        } catch (DateTimeParseException notOne) {
            return null;
        }
    }
}
