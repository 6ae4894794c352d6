package io.hourbook.overtime;

import io.hourbook.money.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for what working time law limits (domain rule "Overtime": 2003/88/EC and the national laws), and says it.
 *
 * <p>Rest and breaks need times of day, so only timed entries count for them. Two pauses have to be told from each other
 * where the law does not: what is shorter than a quarter of an hour is no break (the shortest that ArbZG §4 knows); what is
 * shorter than an hour is a break within a shift, also over midnight, and not the rest between two days.
 */
final class FlaggedWeek {

    private static final int DAYS = 7;
    private static final Duration SHORTEST_BREAK = Duration.ofMinutes(15);
    private static final Duration SHORTEST_REST = Duration.ofHours(1);

    /** The weekly rest is a day on top of a daily rest (2003/88/EC article 5). */
    private static final Duration WEEKLY_REST_BEYOND_DAILY = Duration.ofDays(1);

    private static final int LONGEST_SENTENCE = 255;

    private final LocalDate from;
    private final LocalDate until;
    private final OvertimeRule rule;
    private final List<WorkFlag> flags = new ArrayList<>();

    FlaggedWeek(LocalDate from, OvertimeRule rule) {
        this.from = from;
        this.until = from.plusDays(DAYS);
        this.rule = rule;
    }

    List<WorkFlag> flags(List<Worked> work) {
        hours(work);
        List<Worked> timed = work.stream()
                .filter(worked -> worked.timed() && worked.seconds() > 0)
                .sorted(Comparator.comparing(Worked::startAt).thenComparing(Worked::entryId))
                .toList();
        rests(timed);
        weeklyRest(work, timed);
        breaks(timed);
        flags.sort(Comparator.comparing(WorkFlag::date).thenComparing(WorkFlag::flag));
        return List.copyOf(flags);
    }

    private void hours(List<Worked> work) {
        Map<LocalDate, Long> byDate = secondsByDate(work);
        byDate.forEach((date, seconds) -> {
            if (over(seconds, rule.flagDailyOver())) {
                flag(date, WorkFlag.DAILY_HOURS, clock(seconds) + " h worked on one day, over " + hours(rule.flagDailyOver()));
            }
        });
        long week = byDate.values().stream().mapToLong(Long::longValue).sum();
        if (over(week, rule.flagWeeklyAverageOver())) {
            flag(
                    from,
                    WorkFlag.WEEKLY_HOURS,
                    clock(week) + " h worked in one week, over an average of " + hours(rule.flagWeeklyAverageOver()));
        }
    }

    private Map<LocalDate, Long> secondsByDate(List<Worked> work) {
        Map<LocalDate, Long> byDate = new TreeMap<>();
        work.stream()
                .flatMap(worked -> Overtime.slices(worked).stream())
                .filter(slice -> inWeek(slice.date()))
                .forEach(slice -> byDate.merge(slice.date(), slice.seconds(), Long::sum));
        return byDate;
    }

    private void rests(List<Worked> timed) {
        if (rule.flagRestUnder() == null) {
            return;
        }
        LocalDate day = null;
        Instant end = null;
        for (Worked worked : timed) {
            Duration pause = end == null ? null : Duration.between(end, worked.startAt());
            boolean newShift = pause == null || pause.compareTo(SHORTEST_REST) >= 0;
            if (newShift && pause != null && worked.workDate().isAfter(day) && pause.compareTo(rule.flagRestUnder()) < 0) {
                flag(
                        worked.workDate(),
                        WorkFlag.DAILY_REST,
                        clock(pause.toSeconds()) + " h of rest before this day's work, under " + hours(rule.flagRestUnder()));
            }
            day = newShift ? worked.workDate() : day;
            end = later(end, worked.endAt());
        }
    }

    /** A week without a day off, unless times of day show that a pause was long enough all the same. */
    private void weeklyRest(List<Worked> work, List<Worked> timed) {
        long days = secondsByDate(work).size();
        if (rule.flagRestUnder() == null || days < DAYS) {
            return;
        }
        boolean allTimed = work.stream().allMatch(worked -> worked.timed() || worked.seconds() == 0);
        Duration wanted = rule.flagRestUnder().plus(WEEKLY_REST_BEYOND_DAILY);
        Instant end = null;
        for (Worked worked : timed) {
            if (allTimed && end != null && Duration.between(end, worked.startAt()).compareTo(wanted) >= 0) {
                return;
            }
            end = later(end, worked.endAt());
        }
        flag(from, WorkFlag.WEEKLY_REST, "work on all seven days, no rest of " + hours(wanted));
    }

    private void breaks(List<Worked> timed) {
        if (rule.flagNoBreakOver() == null) {
            return;
        }
        Map<LocalDate, Long> longest = new TreeMap<>();
        Worked first = null;
        Instant end = null;
        for (Worked worked : timed) {
            if (first == null || Duration.between(end, worked.startAt()).compareTo(SHORTEST_BREAK) >= 0) {
                first = worked;
                end = null;
            }
            end = later(end, worked.endAt());
            longest.merge(first.workDate(), Duration.between(first.startAt(), end).toSeconds(), Math::max);
        }
        longest.forEach((date, seconds) -> {
            if (over(seconds, rule.flagNoBreakOver())) {
                flag(date, WorkFlag.BREAK, clock(seconds) + " h without a break, over " + hours(rule.flagNoBreakOver()));
            }
        });
    }

    private void flag(LocalDate date, String flag, String what) {
        if (inWeek(date) && flags.stream().noneMatch(known -> known.date().equals(date) && known.flag().equals(flag))) {
            String sentence = what + " (" + rule.citation() + ")";
            flags.add(new WorkFlag(
                    date,
                    flag,
                    sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE - 1) + "…"));
        }
    }

    private boolean inWeek(LocalDate date) {
        return !date.isBefore(from) && date.isBefore(until);
    }

    private static boolean over(long seconds, Duration limit) {
        return limit != null && seconds > limit.toSeconds();
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private static String clock(long seconds) {
        return Hours.clock(seconds);
    }

    private static String hours(Duration limit) {
        return limit.toMinutesPart() == 0 ? limit.toHours() + " h" : clock(limit.toSeconds()) + " h";
    }
}
