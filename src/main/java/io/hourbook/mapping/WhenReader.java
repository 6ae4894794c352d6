package io.hourbook.mapping;

import io.hourbook.timetable.Cron;
import io.hourbook.timetable.OffPeak;
import io.hourbook.timetable.When;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Reads when something is due: {@code daily 06:30 Europe/Berlin}. */
final class WhenReader {

    private static final String FORMS = "immediate, hourly, hourly :15, daily 06:30, weekly monday 06:30, monthly 1 03:00, off-peak, manual,"
            + " or cron with six fields; a zone may follow a time";
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values()).map(Shapes::word).toList();
    private static final int CRON_FIELDS = 6;
    private static final String CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]";

    private final ZoneId zone;
    private final OffPeak offPeak;
    private final Faults faults;

    /** @param zone of times beside which no other zone stands */
    WhenReader(ZoneId zone, OffPeak offPeak, Faults faults) {
        this.zone = zone;
        this.offPeak = offPeak;
        this.faults = faults;
    }

    /** @return null where nothing is said, or what is said is wrong and has been told */
    When read(Cell cell) {
        if (cell.empty()) {
            return null;
        }
        List<String> words = List.of(cell.text().split("\\s+"));
        return switch (words.get(0).toLowerCase(Locale.ROOT)) {
            case "immediate" -> alone(cell, words, When.immediate(zone));
            case "manual" -> alone(cell, words, When.manual(zone));
            case "off-peak" -> alone(cell, words, When.offPeak(offPeak, zone));
            case "hourly" -> hourly(cell, words);
            case "daily" -> timed(cell, words, 1, (time, there) -> When.daily(time, there));
            case "weekly" -> weekly(cell, words);
            case "monthly" -> monthly(cell, words);
            case "cron" -> cron(cell, words);
            default -> noTime(cell, "is no time to work at");
        };
    }

    private static When alone(Cell cell, List<String> words, When when) {
        return words.size() == 1 ? when : noTime(cell, "has more behind \"" + words.get(0) + "\", which stands alone");
    }

    private When hourly(Cell cell, List<String> words) {
        if (words.size() == 1) {
            return When.hourly(0, zone);
        }
        boolean minute = words.size() == 2 && words.get(1).matches(":[0-5][0-9]");
        return minute
                ? When.hourly(Integer.parseInt(words.get(1).substring(1)), zone)
                : cell.wrong("MAP-221", "names no minute of the hour", "hourly, or hourly and a minute from :00 to :59, such as hourly :15",
                        "write the minute with its colon; a zone makes no difference to it");
    }

    private When weekly(Cell cell, List<String> words) {
        String day = words.size() < 2 ? "" : words.get(1).toLowerCase(Locale.ROOT);
        return DAYS.contains(day)
                ? timed(cell, words, 2, (time, there) -> When.weekly(DayOfWeek.of(DAYS.indexOf(day) + 1), time, there))
                : cell.wrong("MAP-221", "names no day of the week",
                        "a day from monday to sunday and a time, such as weekly monday 06:30" + faults.hint(day, DAYS), "write the day in full");
    }

    private When monthly(Cell cell, List<String> words) {
        String day = words.size() < 2 ? "" : words.get(1).toLowerCase(Locale.ROOT);
        boolean last = day.equals("last");
        boolean every = day.matches("[1-9]|1[0-9]|2[0-8]");
        return last || every
                ? timed(cell, words, 2, (time, there) -> When.monthly(last ? 31 : Integer.parseInt(day), time, there))
                : cell.wrong("MAP-221", "names no day that every month has",
                        "a day from 1 to 28, or last, and a time, such as monthly 1 03:00", "write last for the month's last day");
    }

    /** @param at the place of the time among the words */
    private When timed(Cell cell, List<String> words, int at, BiFunction<LocalTime, ZoneId, When> of) {
        if (words.size() <= at || !words.get(at).matches("([01]?[0-9]|2[0-3]):[0-5][0-9]")) {
            return cell.wrong("MAP-221", "names no time of day", "a time from 00:00 to 23:59, such as 06:30",
                    "write the time with a colon, in 24 hours");
        }
        LocalTime time = time(words.get(at));
        ZoneId there = zoneAt(cell, words, at + 1);
        return there == null ? null : of.apply(time, there);
    }

    /** Hours of the day, {@code 20:00-06:00}; null where there are none, or something is wrong with them, which is then told. */
    static OffPeak hours(Cell cell) {
        if (cell.empty()) {
            return null;
        }
        String[] ends = cell.text().split("-", -1);
        if (cell.text().matches(CLOCK + "-" + CLOCK) && !time(ends[0]).equals(time(ends[1]))) {
            return new OffPeak(time(ends[0]), time(ends[1]));
        }
        return cell.wrong("MAP-221", "names no hours of the day", "two times with a hyphen, such as 20:00-06:00",
                "write when the hours begin and when they end, in 24 hours");
    }


    static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private When cron(Cell cell, List<String> words) {
        boolean zoned = words.size() == CRON_FIELDS + 2 && Shapes.ZONES.contains(words.get(CRON_FIELDS + 1));
        List<String> fields = words.subList(1, zoned ? CRON_FIELDS + 1 : words.size());
        try {
            return When.cron(Cron.of(String.join(" ", fields)), zoned ? ZoneId.of(words.get(CRON_FIELDS + 1)) : zone);
        } catch (IllegalArgumentException wrong) {
            return cell.wrong("MAP-222", wrong.getMessage(),
                    "second, minute, hour, day of the month, month and day of the week, such as cron 0 0/15 6-20 ? * MON-FRI",
                    "correct the fields; days of the week by name, and ? or * where any day will do");
        }
    }

    private ZoneId zoneAt(Cell cell, List<String> words, int at) {
        if (words.size() <= at) {
            return zone;
        }
        String name = words.get(at);
        if (words.size() > at + 1) {
            return noTime(cell, "has more behind its time than a zone");
        }
        return Shapes.ZONES.contains(name)
                ? ZoneId.of(name)
                : cell.wrong("MAP-114", "ends with what is no time zone",
                        "a zone of the IANA database, such as Europe/Berlin" + faults.hint(name, Shapes.ZONES), "write region and city");
    }

    private static <T> T noTime(Cell cell, String what) {
        return cell.wrong("MAP-221", what, FORMS, "choose one of them");
    }
}
