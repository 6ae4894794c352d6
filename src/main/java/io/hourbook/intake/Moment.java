package io.hourbook.intake;

import io.hourbook.name.FoldedName;
import io.hourbook.format.SourceFormat;

/**
 * A point of wall time as a cell has it: a time, a date, or both, with an offset or without. Read by hand and reused from row to
 * row. Fractions of a second are dropped: a start is stored in whole seconds.
 */
final class Moment {

    private static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final int DAY = 86_400;

    private long date;
    private int second;
    private int offset;
    private boolean universal;

    /** Reads the text; false where it is nothing of the kind. */
    boolean read(String text, SourceFormat.Dates order) {
        clear();
        int colon = text.indexOf(':');
        if (colon < 0) {
            date = Calendars.date(text, 0, text.length(), order);
            return hasDate();
        }
        int time = colon;
        while (time > 0 && digit(text.charAt(time - 1))) {
            time--;
        }
        if (time > 0) {
            char between = text.charAt(time - 1);
            int dateEnd = time - 1;
            if (between != 'T' && between != 't' && !FoldedName.isBlank(between)) {
                return false;
            }
            date = Calendars.date(text, 0, dateEnd, order);
            if (!hasDate()) {
                return false;
            }
        }
        return readTime(text, time);
    }

    void clear() {
        date = Calendars.NO_DATE;
        second = -1;
        offset = NO_OFFSET;
        universal = false;
    }

    boolean hasDate() {
        return date != Calendars.NO_DATE;
    }

    boolean hasTime() {
        return second >= 0;
    }

    boolean hasOffset() {
        return offset != NO_OFFSET;
    }

    /** Days since 1970-01-01. */
    long date() {
        return date;
    }

    void date(long day) {
        date = day;
    }

    /** Seconds since midnight by the wall. */
    int second() {
        return second;
    }

    /** Seconds east of UTC. */
    int offset() {
        return offset;
    }

    /** Whether it was written with a {@code Z}: an instant that says nothing of anyone's wall. */
    boolean universal() {
        return universal;
    }

    /** Seconds since 1970-01-01T00:00 by the wall. */
    long wall() {
        return date * DAY + Math.max(0, second);
    }

    private boolean readTime(String text, int from) {
        int length = text.length();
        int colon = text.indexOf(':', from);
        int hour = two(text, from, colon);
        int minuteEnd = digitsEnd(text, colon + 1);
        int minute = minuteEnd - colon == 3 ? two(text, colon + 1, minuteEnd) : -1;
        int seconds = 0;
        int at = minuteEnd;
        if (at < length && text.charAt(at) == ':') {
            int secondEnd = digitsEnd(text, at + 1);
            seconds = secondEnd - at == 3 ? two(text, at + 1, secondEnd) : -1;
            at = secondEnd;
            if (at < length && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
                int fractionEnd = digitsEnd(text, at + 1);
                seconds = fractionEnd == at + 1 ? -1 : seconds;
                at = fractionEnd;
            }
        }
        if (hour < 0 || minute < 0 || minute > 59 || seconds < 0 || seconds > 59) {
            return false;
        }
        while (at < length && FoldedName.isBlank(text.charAt(at))) {
            at++;
        }
        if (at < length) {
            int half = half(text, at);
            if (half >= 0) {
                if (hour < 1 || hour > 12) {
                    return false;
                }
                hour = hour % 12 + half * 12;
            } else if (!readOffset(text, at)) {
                return false;
            }
        }
        second = hour * 3_600 + minute * 60 + seconds;
        return hour < 24;
    }

    /** 0 for AM, 1 for PM, in any case and with or without full stops; -1 for anything else. */
    private static int half(String text, int from) {
        StringBuilder letters = new StringBuilder(2);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '.' && !FoldedName.isBlank(c)) {
                letters.append(Character.toLowerCase(c));
            }
        }
        if (letters.length() != 2 || letters.charAt(1) != 'm') {
            return -1;
        }
        return letters.charAt(0) == 'a' ? 0 : letters.charAt(0) == 'p' ? 1 : -1;
    }

    private boolean readOffset(String text, int from) {
        char sign = text.charAt(from);
        int length = text.length();
        if ((sign == 'Z' || sign == 'z') && from + 1 == length) {
            offset = 0;
            universal = true;
            return true;
        }
        int hourEnd = Math.min(from + 3, length);
        int hours = two(text, from + 1, hourEnd);
        int minuteStart = hourEnd < length && text.charAt(hourEnd) == ':' ? hourEnd + 1 : hourEnd;
        int minutes = minuteStart == length ? 0 : length - minuteStart == 2 ? two(text, minuteStart, length) : -1;
        if (sign != '+' && sign != '-' || hourEnd - from != 3 || hours < 0 || hours > 18 || minutes < 0 || minutes > 59
                || hours == 18 && minutes > 0) {
            return false;
        }
        offset = (hours * 3_600 + minutes * 60) * (sign == '-' ? -1 : 1);
        return true;
    }

    private static int digitsEnd(String text, int from) {
        int i = from;
        while (i < text.length() && digit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** A number of one or two digits, or -1. */
    private static int two(String text, int from, int to) {
        if (to <= from || to - from > 2) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!digit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
