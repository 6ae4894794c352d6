package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.overtime.Worked;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an inspector reads of a day: when work began and ended, and what of the time between was none. */
class WorkedDaysTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final List<Worked> work = new ArrayList<>();

    private WorkedDaysTest at(String start, long seconds) {
        LocalDateTime wall = LocalDateTime.parse(start);
        work.add(new Worked(work.size() + 1, wall.atZone(BERLIN).toInstant(), BERLIN, seconds, true, wall.toLocalDate()));
        return this;
    }

    private WorkedDaysTest on(String date, long seconds) {
        LocalDate day = LocalDate.parse(date);
        work.add(new Worked(work.size() + 1, day.atStartOfDay(BERLIN).toInstant(), BERLIN, seconds, false, day));
        return this;
    }

    private List<String> days() {
        return WorkedDays.of(work).stream().map(day -> day.date() + " " + day.start() + " " + day.end() + " worked " + day.seconds() + " breaks " + day.breakSeconds()
                + " rest " + day.restSeconds() + " of " + day.entries()).toList();
    }

    @Test
    void aBreakIsWhatLiesBetweenStartAndEndAndWasNotWorked() {
        assertThat(at("2025-03-04T13:00:30", 14_400).at("2025-03-04T08:00", 14_401).at("2025-03-05T09:00", 60).days()).containsExactly(
                "2025-03-04 2025-03-04T08:00+01:00 2025-03-04T17:00:30+01:00 worked 28801 breaks 3629 rest null of 2",
                "2025-03-05 2025-03-05T09:00+01:00 2025-03-05T09:01+01:00 worked 60 breaks 0 rest 57570 of 1");
    }

    @Test
    void workThatOverlapsIsRecordedTwiceAndNoBreak() {
        assertThat(at("2025-03-04T08:00", 7_200).at("2025-03-04T09:00", 1_800).at("2025-03-04T10:00", 3_600).days()).containsExactly(
                "2025-03-04 2025-03-04T08:00+01:00 2025-03-04T11:00+01:00 worked 12600 breaks 0 rest null of 3");
    }

    @Test
    void workOverMidnightCountsOnEachDayWhatLiesThere() {
        assertThat(at("2025-03-04T22:00", 14_400).at("2025-03-05T14:00", 3_600).days()).containsExactly(
                "2025-03-04 2025-03-04T22:00+01:00 2025-03-05T00:00+01:00 worked 7200 breaks 0 rest null of 1",
                "2025-03-05 2025-03-05T00:00+01:00 2025-03-05T15:00+01:00 worked 10800 breaks 43200 rest 0 of 2");
    }

    @Test
    void theHourThatClocksSkipIsNeitherWorkedNorABreak() {
        assertThat(at("2025-03-30T01:00", 7_200).at("2025-03-30T05:00", 3_600).days()).containsExactly(
                "2025-03-30 2025-03-30T01:00+01:00 2025-03-30T06:00+02:00 worked 10800 breaks 3600 rest null of 2");
    }

    @Test
    void whatHasNoTimesLeavesBreaksAndRestOpen() {
        assertThat(on("2025-03-04", 28_800).at("2025-03-05T08:00", 3_600).at("2025-03-06T08:00", 3_600).on("2025-03-06", 60).days()).containsExactly(
                "2025-03-04 null null worked 28800 breaks null rest null of 1",
                "2025-03-05 2025-03-05T08:00+01:00 2025-03-05T09:00+01:00 worked 3600 breaks 0 rest null of 1",
                "2025-03-06 2025-03-06T08:00+01:00 2025-03-06T09:00+01:00 worked 3660 breaks null rest null of 2");
    }

    @Test
    void anEntryOfNoLengthIsNoWork() {
        assertThat(at("2025-03-04T08:00", 0).days()).isEmpty();
    }
}
