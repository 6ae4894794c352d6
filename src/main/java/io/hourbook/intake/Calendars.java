package io.hourbook.intake;

import io.hourbook.format.SourceFormat;
import java.time.LocalDate;
import java.time.Year;

/** Reads dates by hand: exactly as they were announced, or not at all. */
final class Calendars {

    /** What is answered for text that is no date of that order. */
    static final long NO_DATE = Long.MIN_VALUE;

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;

    private Calendars() {}

    /**
     * Reads {@code 2025-03-04}, {@code 03/04/2025} or {@code 4.3.2025}. A year of four digits in front is a year under every
     * order; otherwise the order decides and nothing is tried the other way round: {@code 13/15/2024} is no date.
     *
     * @param order never {@code SOURCE}; null where neither format nor source say: then only a year in front is read
     * @return days since 1970-01-01, or {@link #NO_DATE}, also for years before 1970 or after 2100
     */
    static long date(String text, int from, int to, SourceFormat.Dates order) {
        int first = digits(text, from, to);
        if (first == from || first >= to) {
            return NO_DATE;
        }
        char separator = text.charAt(first);
        int second = digits(text, first + 1, to);
        if (separator != '-' && separator != '/' && separator != '.' || second >= to || text.charAt(second) != separator) {
            return NO_DATE;
        }
        int third = digits(text, second + 1, to);
        if (third != to && !(third == to - 1 && text.charAt(third) == '.')) {
            return NO_DATE;
        }
        int a = number(text, from, first);
        int b = number(text, first + 1, second);
        int c = number(text, second + 1, third);
        if (first - from == 4) {
            return day(a, b, c);
        }
        if (third - second != 5 || order == null) {
            return NO_DATE;
        }
        return switch (order) {
            case MONTH_FIRST -> day(c, a, b);
            case DAY_FIRST -> day(c, b, a);
            default -> NO_DATE;
        };
    }

    private static long day(int year, int month, int day) {
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            return NO_DATE;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    private static int length(int year, int month) {
        return switch (month) {
            case 2 -> Year.isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static int digits(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** The number, or -1 where there are no digits or more than four. */
    private static int number(String text, int from, int to) {
        if (from == to || to - from > 4) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
