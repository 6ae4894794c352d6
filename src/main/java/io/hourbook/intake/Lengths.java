package io.hourbook.intake;

import io.hourbook.format.SourceFormat.BareDuration;
import io.hourbook.format.SourceFormat.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads durations by hand, exact to the whole second (half up); negative ones as such. */
final class Lengths {

    /** What is answered for text that is no duration. */
    static final long NO_LENGTH = Long.MIN_VALUE;

    private static final int DIGITS = 18;
    private static final int WHOLE_DIGITS = 12;
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

    private Lengths() {}

    /** {@code 1:09}, {@code 08:00:00}, {@code 100:00:00}, {@code PT8H30M}, or a bare number that counts what the format says. */
    static long duration(String text, BareDuration bare, Decimals decimals) {
        boolean negative = text.startsWith("-") || text.startsWith("\u2212");
        String size = negative || text.startsWith("+") ? text.substring(1) : text;
        long seconds;
        if (size.indexOf(':') >= 0) {
            seconds = clock(size);
        } else if (!size.isEmpty() && (size.charAt(0) == 'P' || size.charAt(0) == 'p')) {
            seconds = iso(size);
        } else {
            seconds = switch (bare) {
                case HOURS -> number(size, decimals, HOUR);
                case MINUTES -> number(size, decimals, MINUTE);
                case SECONDS -> number(size, decimals, BigDecimal.ONE);
                case SECONDS_OR_HOURS -> number(size, decimals, whole(size) ? BigDecimal.ONE : HOUR);
            };
        }
        return seconds == NO_LENGTH || !negative ? seconds : -seconds;
    }

    /** Decimal hours: {@code 0,82} is 2,952 s, {@code 2.000,0} two thousand hours. */
    static long hours(String text, Decimals decimals) {
        return duration(text.indexOf(':') >= 0 ? "" : text, BareDuration.HOURS, decimals);
    }

    private static long clock(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        long hours = digits(text, 0, first, 9);
        long minutes = digits(text, first + 1, second < 0 ? text.length() : second, 2);
        long seconds = 0;
        if (second >= 0) {
            int fraction = text.indexOf('.', second);
            seconds = digits(text, second + 1, fraction < 0 ? text.length() : fraction, 2);
            if (fraction >= 0 && digits(text, fraction + 1, text.length(), DIGITS) < 0) {
                return NO_LENGTH;
            }
            if (fraction >= 0 && seconds >= 0 && seconds < 60 && text.charAt(fraction + 1) >= '5') {
                return parts(hours, minutes, seconds, 1);
            }
        }
        return parts(hours, minutes, seconds, 0);
    }

    private static long parts(long hours, long minutes, long seconds, long more) {
        boolean wrong = hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59;
        return wrong ? NO_LENGTH : hours * 3_600 + minutes * 60 + seconds + more;
    }

    /** {@code P1DT2H3M4.5S}: a day counts 24 hours; weeks, months and years have no fixed or no likely length and are refused. */
    private static long iso(String text) {
        BigDecimal seconds = BigDecimal.ZERO;
        String order = "DHMS";
        int reached = -1;
        boolean time = false;
        int i = 1;
        boolean any = false;
        while (i < text.length()) {
            if ((text.charAt(i) == 'T' || text.charAt(i) == 't') && !time) {
                time = true;
                i++;
                any = false;
                continue;
            }
            int from = i;
            while (i < text.length() && "0123456789.,".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            int unit = i < text.length() ? order.indexOf(Character.toUpperCase(text.charAt(i))) : -1;
            BigDecimal number = decimal(text.substring(from, i), Decimals.AUTO);
            if (number == null || unit <= reached || unit > 0 != time) {
                return NO_LENGTH;
            }
            long size = switch (unit) {
                case 0 -> 86_400;
                case 1 -> 3_600;
                case 2 -> 60;
                default -> 1;
            };
            seconds = seconds.add(number.multiply(BigDecimal.valueOf(size)));
            reached = unit;
            any = true;
            i++;
        }
        return any ? seconds.setScale(0, RoundingMode.HALF_UP).longValue() : NO_LENGTH;
    }

    private static long number(String text, Decimals decimals, BigDecimal unit) {
        BigDecimal number = decimal(text, decimals);
        return number == null ? NO_LENGTH : number.multiply(unit).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    private static boolean whole(String text) {
        return text.indexOf('.') < 0 && text.indexOf(',') < 0;
    }

    /**
     * A plain decimal without sign or exponent, or null. Groups have three digits, set apart by a blank, an apostrophe or the
     * other of point and comma.
     */
    static BigDecimal decimal(String text, Decimals decimals) {
        char point = point(text, decimals);
        StringBuilder plain = new StringBuilder(text.length());
        boolean fraction = false;
        int group = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                plain.append(c);
                continue;
            }
            boolean wholeGroup = group < 0 ? plain.length() > 0 : plain.length() - group == 3;
            if (c == point && !fraction && (wholeGroup || group < 0)) {
                fraction = true;
                plain.append('.');
                group = -1;
            } else if (!fraction && wholeGroup && grouping(c, point)) {
                group = plain.length();
            } else {
                return null;
            }
        }
        boolean cutGroup = group >= 0 && plain.length() - group != 3;
        int digits = plain.length() - (fraction ? 1 : 0);
        if (cutGroup || digits == 0 || digits > 2 * DIGITS) {
            return null;
        }
        BigDecimal number = new BigDecimal(plain.toString());
        return number.precision() - number.scale() > WHOLE_DIGITS ? null : number;
    }

    private static boolean grouping(char c, char point) {
        return c == '\'' || c == '\u2019' || c == ' ' || c == '\u00A0' || c == '\u202F' || (c == '.' || c == ',') && c != point;
    }

    private static char point(String text, Decimals decimals) {
        if (decimals != Decimals.AUTO) {
            return decimals == Decimals.COMMA ? ',' : '.';
        }
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            return comma > point ? ',' : '.';
        }
        char only = comma >= 0 ? ',' : '.';
        // the same sign more than once can only be grouping: 1.234.567
        boolean repeated = text.indexOf(only) != text.lastIndexOf(only);
        return repeated ? '\0' : only;
    }

    private static long digits(String text, int from, int to, int most) {
        if (to <= from || to - from > most) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
