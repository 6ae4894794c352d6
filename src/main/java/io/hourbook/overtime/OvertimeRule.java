package io.hourbook.overtime;

import java.time.Duration;

/**
 * One jurisdiction's rule for hours over (domain rule on overtime), as data with a citation. A threshold that is null does not apply.
 *
 * @param jurisdiction        as workers name it: {@code US-CA}
 * @param citation            the law, for the person who asks
 * @param dailyOver           a day's hours beyond this are paid at 1.5
 * @param dailyDoubleOver     a day's hours beyond this are paid at 2
 * @param weeklyOver          straight-time hours of the workweek beyond this are paid at 1.5
 * @param seventhDay          whether the seventh consecutive day worked in a workweek is paid at 1.5, and beyond
 *                            {@code dailyOver} at 2
 * @param flagDailyOver       a day beyond this is flagged, never changed
 * @param flagRestUnder       a rest between two days' work shorter than this is flagged
 * @param flagNoBreakOver     work without a break beyond this is flagged
 * @param flagWeeklyAverageOver a week beyond this is flagged
 */
public record OvertimeRule(
        String jurisdiction,
        String citation,
        Duration dailyOver,
        Duration dailyDoubleOver,
        Duration weeklyOver,
        boolean seventhDay,
        Duration flagDailyOver,
        Duration flagRestUnder,
        Duration flagNoBreakOver,
        Duration flagWeeklyAverageOver) {}
