package io.hourbook.timetable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * When something is done by itself: at once, only when a person asks, or at times that recur.
 *
 * <p>A time of day is due once on every day it names, also where the clock is changed: skipped by the clock, it is due at the
 * first moment after the gap; shown twice, it is due the first time.
 */
public final class When {

    /** What starts it. */
    public enum Kind { IMMEDIATE, MANUAL, OFF_PEAK, TIMED }

    private final Kind kind;
    private final String words;
    private final ZoneId zone;
    private final OffPeak hours;
    private final Function<Instant, Optional<Instant>> next;

    private When(Kind kind, String words, ZoneId zone, OffPeak hours, Function<Instant, Optional<Instant>> next) {
        this.kind = kind;
        this.words = words;
        this.zone = zone;
        this.hours = hours;
        this.next = next;
    }

    public static When immediate(ZoneId zone) {
        return new When(Kind.IMMEDIATE, "immediate", zone, null, after -> Optional.empty());
    }

    public static When manual(ZoneId zone) {
        return new When(Kind.MANUAL, "manual", zone, null, after -> Optional.empty());
    }

    /** Due when the hours begin, and at once while they last. */
    public static When offPeak(OffPeak hours, ZoneId zone) {
        return new When(Kind.OFF_PEAK, "off-peak", zone, hours, after -> WallTimes.once(days(hours.from()), zone, after));
    }

    /** By the hours of UTC: no clock is changed there. */
    public static When hourly(int minute, ZoneId zone) {
        return new When(Kind.TIMED, minute == 0 ? "hourly" : "hourly :%02d".formatted(minute), zone, null, after -> {
            Instant due = after.truncatedTo(ChronoUnit.HOURS).plus(minute, ChronoUnit.MINUTES);
            return Optional.of(due.isAfter(after) ? due : due.plus(1, ChronoUnit.HOURS));
        });
    }

    public static When daily(LocalTime time, ZoneId zone) {
        return timed("daily " + time, zone, days(time));
    }

    public static When weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
        return timed("weekly " + day.name().toLowerCase(Locale.ROOT) + " " + time, zone, wall -> {
            LocalDateTime due = wall.toLocalDate().plusDays(Math.floorMod(day.getValue() - wall.getDayOfWeek().getValue(), 7)).atTime(time);
            return due.isAfter(wall) ? due : due.plusWeeks(1);
        });
    }

    /** @param day 1 to 28, which every month has, or 31: its last day */
    public static When monthly(int day, LocalTime time, ZoneId zone) {
        return timed("monthly " + (day > 28 ? "last" : day) + " " + time, zone, wall -> {
            LocalDateTime due = in(YearMonth.from(wall), day, time);
            return due.isAfter(wall) ? due : in(YearMonth.from(wall).plusMonths(1), day, time);
        });
    }

    private static LocalDateTime in(YearMonth month, int day, LocalTime time) {
        return (day > 28 ? month.atEndOfMonth() : month.atDay(day)).atTime(time);
    }

    /** One that is about every hour goes on through an hour that comes twice; any other is a time of day. */
    public static When cron(Cron cron, ZoneId zone) {
        return new When(Kind.TIMED, "cron " + cron, zone, null, after -> cron.throughTheDay()
                ? WallTimes.asShown(cron, zone, after)
                : WallTimes.once(cron, zone, after));
    }

    private static When timed(String words, ZoneId zone, UnaryOperator<LocalDateTime> rule) {
        return new When(Kind.TIMED, words, zone, null, after -> WallTimes.once(rule, zone, after));
    }

    private static UnaryOperator<LocalDateTime> days(LocalTime time) {
        return wall -> {
            LocalDateTime due = wall.toLocalDate().atTime(time);
            return due.isAfter(wall) ? due : due.plusDays(1);
        };
    }

    /** The first time after this one at which it is due; empty where it never is by itself. */
    public Optional<Instant> next(Instant after) {
        return next.apply(after);
    }

    /** Whether it is done at once at this moment. */
    public boolean atOnce(Instant at) {
        return kind == Kind.IMMEDIATE || kind == Kind.OFF_PEAK && hours.contains(at, zone);
    }

    public Kind kind() {
        return kind;
    }

    /** As it is written in a schedule, without its zone. */
    public String words() {
        return words;
    }

    /** By whose clock a time of day is told; no zone tells the hours of UTC. */
    public ZoneId zone() {
        return words.startsWith("hourly") ? ZoneOffset.UTC : zone;
    }

    /** All that decides when it is due, in one line: another text is another schedule. */
    public String identity() {
        return switch (kind) {
            case IMMEDIATE, MANUAL -> words;
            case OFF_PEAK -> words + " " + hours.from() + "-" + hours.to() + " " + zone;
            case TIMED -> words + " " + zone();
        };
    }

    @Override
    public String toString() {
        return identity();
    }
}
