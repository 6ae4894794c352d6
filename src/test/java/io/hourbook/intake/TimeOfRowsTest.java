package io.hourbook.intake;

import static io.hourbook.intake.Reading.BERLIN;
import static io.hourbook.intake.Reading.BY_HAND;
import static io.hourbook.intake.Reading.HARVEST;
import static io.hourbook.intake.Reading.LOS_ANGELES;
import static io.hourbook.intake.Reading.NEW_YORK;
import static io.hourbook.intake.Reading.TOKYO;
import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.entry.Suspicion;
import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an entry begins and how long it is: the domain's rules and vectors, row by row. */
class TimeOfRowsTest {

    private static final String CLOCKIFY = "Project,User,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)";
    private static final String TOGGL = "User,Project,Start date,Start time,End date,End time,Duration";
    private static final String TOGGL_WITHOUT_DURATION = "User,Project,Start date,Start time,End date,End time";
    private static final String KIMAI = "Name,Project,Activity,Date,From,To,Duration";
    private static final String HARVEST_HEADER = "Date,Project,Task,Notes,Hours,First Name";

    private static ReceivedEntry clockify(Source source, String times) {
        return Reading.entry(source, CLOCKIFY, "Acme,Ana," + times);
    }

    private static ReceivedEntry toggl(Source source, String times) {
        return Reading.entry(source, TOGGL, "Eva,Blau," + times);
    }

    @Test
    void threeHoursFromElevenInTheEveningBeforeClocksJumpInNewYorkEndAtThree() {
        ReceivedEntry entry = clockify(NEW_YORK, "03/08/2025,11:00:00 PM,03/09/2025,03:00:00 AM,03:00:00,3.00");

        assertThat(entry.startAt()).isEqualTo(Instant.parse("2025-03-09T04:00:00Z"));
        assertThat(entry.workDate()).isEqualTo(LocalDate.of(2025, 3, 8));
        assertThat(entry.seconds()).isEqualTo(10_800);
        assertThat(entry.suspicions()).isEmpty();
    }

    @Test
    void oneHourFromHalfPastOneWhenClocksJumpInBerlinEndsAtHalfPastThree() {
        ReceivedEntry entry = toggl(BERLIN, "2025-03-30,01:30:00,2025-03-30,03:30:00,01:00:00");

        assertThat(entry.startAt()).isEqualTo(Instant.parse("2025-03-30T00:30:00Z"));
        assertThat(entry.seconds()).isEqualTo(3_600);
        assertThat(entry.suspicions()).isEmpty();
    }

    @Test
    void withoutADurationEndMinusStartFollowsTheZonesRules() {
        ReceivedEntry entry = Reading.entry(BERLIN, TOGGL_WITHOUT_DURATION, "Eva,Blau,2025-03-30,01:30:00,2025-03-30,03:30:00");

        assertThat(entry.seconds()).isEqualTo(3_600);
    }

    @Test
    void aWallTimeThatClocksJumpedOverIsSuspicious() {
        assertThat(toggl(BERLIN, "2025-03-30,02:30:00,2025-03-30,04:00:00,00:30:00").suspicions())
                .containsExactly(Suspicion.WALL_TIME_DOES_NOT_EXIST);
        assertThat(clockify(NEW_YORK, "03/08/2025,11:00:00 PM,03/09/2025,02:00:00 AM,03:00:00,3.00").suspicions())
                .containsExactly(Suspicion.WALL_TIME_DOES_NOT_EXIST);
    }

    @Test
    void aStartThatExistsTwiceIsSuspiciousAndIsTheEarlierOneEachTime() {
        ReceivedEntry entry = toggl(BERLIN, "2025-10-26,02:30:00,2025-10-26,03:30:00,02:00:00");

        assertThat(entry.suspicions()).containsExactly(Suspicion.WALL_TIME_EXISTS_TWICE);
        assertThat(entry.startAt()).isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
    }

    @Test
    void anEndThatExistsTwiceIsNoRiddleWhereTheDurationFitsOneOfTheTwo() {
        assertThat(toggl(BERLIN, "2025-10-26,01:30:00,2025-10-26,02:30:00,01:00:00").suspicions()).isEmpty();
        assertThat(toggl(BERLIN, "2025-10-26,01:30:00,2025-10-26,02:30:00,02:00:00").suspicions()).isEmpty();
        assertThat(toggl(BERLIN, "2025-10-26,01:30:00,2025-10-26,02:30:00,03:00:00").suspicions())
                .contains(Suspicion.DURATION_DISAGREES);
        assertThat(Reading.entry(BERLIN, TOGGL_WITHOUT_DURATION, "Eva,Blau,2025-10-26,01:30:00,2025-10-26,02:30:00").suspicions())
                .containsExactly(Suspicion.WALL_TIME_EXISTS_TWICE);
    }

    @Test
    void theRowsOwnDurationWinsAndMoreThanAMinuteOfDifferenceIsSuspicious() {
        ReceivedEntry off = toggl(BERLIN, "2025-03-03,08:00:00,2025-03-03,10:00:00,01:58:59");
        ReceivedEntry near = toggl(BERLIN, "2025-03-03,08:00:00,2025-03-03,10:00:00,01:59:00");

        assertThat(off.seconds()).isEqualTo(7_139);
        assertThat(off.suspicions()).containsExactly(Suspicion.DURATION_DISAGREES);
        assertThat(near.seconds()).isEqualTo(7_140);
        assertThat(near.suspicions()).isEmpty();
    }

    @Test
    void hoursMinutesAndSecondsWinOverADecimalBesideThem() {
        assertThat(clockify(LOS_ANGELES, "03/03/2025,08:30:39 AM,03/03/2025,11:10:41 AM,02:40:02,2.67").seconds()).isEqualTo(9_602);
        assertThat(clockify(LOS_ANGELES, "03/03/2025,08:30:39 AM,03/03/2025,11:10:41 AM,,2.67").seconds()).isEqualTo(9_612);
    }

    @Test
    void noLengthIsAnEntryAndLessIsMalformed() {
        assertThat(toggl(BERLIN, "2025-03-03,08:00:00,2025-03-03,08:00:00,00:00:00").seconds()).isZero();
        assertThat(Reading.malformed(BERLIN, TOGGL, "Eva,Blau,2025-03-03,08:00:00,2025-03-03,08:00:00,-00:00:01").finding().code())
                .isEqualTo("FMT-307");
        assertThat(Reading.malformed(BERLIN, TOGGL_WITHOUT_DURATION, "Eva,Blau,2025-03-03,08:00:00,2025-03-03,07:59:59").finding().code())
                .isEqualTo("FMT-307");
    }

    @Test
    void aKimaiTimerThatStillRunsIsNotYetAnEntry() {
        ReceivedRow row = Reading.text(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,08:11,,").get(0);

        assertThat(row).isEqualTo(new ReceivedRow.Skipped(2, "still running"));
    }

    @Test
    void anEndWithoutADateLiesOnTheDayThatFitsTheDuration() {
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,22:00,02:00,4:00").suspicions()).isEmpty();
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,22:00,02:00,28:00").suspicions()).isEmpty();
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,22:00,02:00,").seconds()).isEqualTo(14_400);
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,22:00,02:00,6:00").suspicions())
                .containsExactly(Suspicion.DURATION_DISAGREES);
    }

    @Test
    void aBreakIsNotInTheDuration() {
        ReceivedEntry entry = Reading.entry(TOKYO, KIMAI + ",Break", "Hana,Daiko,Design,2025-03-03,08:00,17:00,8:00,1:00");
        ReceivedEntry derived = Reading.entry(TOKYO, KIMAI + ",Break", "Hana,Daiko,Design,2025-03-03,08:00,17:00,,1:00");

        assertThat(entry.suspicions()).isEmpty();
        assertThat(derived.seconds()).isEqualTo(28_800);
    }

    @ParameterizedTest
    @CsvSource({"12:00 AM, 00:00:00", "12:00:01 AM, 00:00:01", "12:30 PM, 12:30:00", "1:09 pm, 13:09:00", "08:00:00 AM, 08:00:00",
        "11:59:59 p.m., 23:59:59", "23:59, 23:59:00", "8:05, 08:05:00", "'8:05\u202fAM', 08:05:00"})
    void timesAreReadInTwelveAndInTwentyFourHoursWithAndWithoutSeconds(String written, String meant) {
        ReceivedEntry entry = clockify(LOS_ANGELES, "03/03/2025," + written + ",,,01:00:00,");

        assertThat(entry.wallStart()).isEqualTo(LocalDateTime.parse("2025-03-03T" + meant));
    }

    @ParameterizedTest
    @CsvSource({"24:00", "13:00 PM", "0:30 AM", "8", "08:60", "08:00:60", "8:5", "soon", "-8:00", "08:00 XM"})
    void whatIsNoTimeIsMalformed(String written) {
        assertThat(Reading.malformed(LOS_ANGELES, CLOCKIFY, "Acme,Ana,03/03/2025," + written + ",,,01:00:00,").finding().code())
                .isEqualTo("FMT-305");
    }

    @ParameterizedTest
    @CsvSource({"03/04/2025, MDY, 2025-03-04", "03/04/2025, DMY, 2025-04-03", "3/4/2025, MDY, 2025-03-04", "04.03.2025, DMY, 2025-03-04",
        "2025-03-04, MDY, 2025-03-04", "2025/03/04, DMY, 2025-03-04", "02/29/2024, MDY, 2024-02-29"})
    void datesFollowTheProfilesOrder(String written, Source.DateOrder order, LocalDate meant) {
        Source source = Reading.source("clockify", "clockify", "America/Chicago", order);

        assertThat(clockify(source, written + ",08:00,,,01:00:00,").workDate()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"13/15/2024, MDY", "13/45/2025, MDY", "13/15/2024, DMY", "03/04/2025, YMD", "03/04/2025,", "02/29/2025, MDY", "03/04/25, MDY",
        "01/01/0001, MDY", "9999-12-31, MDY", "0001-01-01, MDY", "12345-01-01, MDY", "2025-3, MDY", "yesterday, MDY", "45719, MDY"})
    void aDateThatDoesNotFollowTheOrderFailsAndIsNotGuessed(String written, Source.DateOrder order) {
        Source source = Reading.source("clockify", "clockify", "America/Chicago", order);

        assertThat(Reading.malformed(source, CLOCKIFY, "Acme,Ana," + written + ",08:00,,,01:00:00,").finding().code()).isEqualTo("FMT-304");
    }

    @ParameterizedTest
    @CsvSource({"'0,82', 2952", "0.82, 2952", "'2.000,0', 7200000", "'2,000.0', 7200000", "'20,0', 72000", "1.5, 5400", "'0,01', 36", "0, 0",
        "0.0001388888, 0", "0.000138889, 1", "'1 000,5', 3601800", "'1''000.5', 3601800", "8, 28800"})
    void decimalHoursBecomeExactSeconds(String written, long seconds) {
        ReceivedEntry entry = Reading.entry(HARVEST, HARVEST_HEADER, "2025-03-03,Acme,Design,,\"" + written + "\",Jo");

        assertThat(entry.seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1:09, 4140", "08:00:00, 28800", "100:00:00, 360000", "0:00:01, 1", "PT8H, 28800", "PT1H30M15S, 5415", "P1DT1H, 90000",
        "PT0.5H, 1800", "5400, 5400", "00:00:01.5, 2"})
    void durationsAreExactToTheSecond(String written, long seconds) {
        assertThat(Reading.entry(BY_HAND, "worker,project,date,duration", "Ana,Acme,2025-03-03," + written).seconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1:60", "1:00:60", "'1,5,5.5'", "P1Y", "P1W", "PT", "P", "1h 30m", "eight", "1e3", "0x10", ":30", "1:", "999999999999999999999",
        "NaN", "١:٣٠"})
    void whatIsNoDurationIsMalformed(String written) {
        assertThat(Reading.malformed(BY_HAND, "worker,project,date,duration", "Ana,Acme,2025-03-03,\"" + written + "\"").finding().code())
                .isIn("FMT-306");
    }

    @Test
    void whatANumberCountsIsSaidAsTheFormatHasIt() {
        assertThat(wanted(SourceFormat.BareDuration.HOURS, Field.DURATION)).isEqualTo("1:30, 01:30:00 or 1.5");
        assertThat(wanted(SourceFormat.BareDuration.MINUTES, Field.DURATION)).isEqualTo("1:30, 01:30:00 or minutes, such as 90");
        assertThat(wanted(SourceFormat.BareDuration.SECONDS, Field.BREAK)).isEqualTo("1:30, 01:30:00 or seconds, such as 5400");
        assertThat(wanted(SourceFormat.BareDuration.HOURS, Field.HOURS)).isEqualTo("hours, such as 1.5");
    }

    private static String wanted(SourceFormat.BareDuration bare, Field field) {
        return Troubles.duration(new Columns(Reading.FORMATS.get("hourbook"), List.of("duration")), field, "an hour", bare).want();
    }

    @Test
    void anAbsurdDurationIsMalformedAndAMerelyLongOneIsNot() {
        assertThat(Reading.malformed(BY_HAND, "worker,project,date,duration", "Ana,Acme,2025-03-03,10000:00:01").finding().code())
                .isEqualTo("FMT-308");
        assertThat(Reading.entry(BY_HAND, "worker,project,date,duration", "Ana,Acme,2025-03-03,10000:00:00").seconds()).isEqualTo(36_000_000);
    }

    @Test
    void aRowWithNeitherDurationNorEndIsMalformed() {
        assertThat(Reading.malformed(BY_HAND, "worker,project,start,duration", "Ana,Acme,2025-03-03 08:00,").finding().code())
                .isEqualTo("FMT-309");
    }

    @Test
    void kimaisSecondsAndDecimalsAreToldApart() {
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,08:00,08:06,360").seconds()).isEqualTo(360);
        assertThat(Reading.entry(TOKYO, KIMAI, "Hana,Daiko,Design,2025-03-03,08:00,08:06,0.10").seconds()).isEqualTo(360);
        assertThat(Reading.entry(TOKYO, KIMAI + ",Duration", "Hana,Daiko,Design,2025-03-03,08:00,08:06,0.11,0:06").seconds()).isEqualTo(360);
    }

    @Test
    void aDateAloneStartsAtItsLocalMidnightInTheWorkersZone() {
        List<ReceivedRow> rows = readHarvest(HARVEST_HEADER, "2025-03-03,Acme,Design,,1,Jo");
        ReceivedEntry entry = (ReceivedEntry) rows.get(0);

        assertThat(entry.timed()).isFalse();
        assertThat(entry.zone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(entry.wallStart()).isEqualTo(LocalDateTime.of(2025, 3, 3, 0, 0));
        assertThat(entry.startAt()).isEqualTo(Instant.parse("2025-03-03T06:00:00Z"));
    }

    @Test
    void midnightThatDoesNotExistIsTheDaysFirstMomentAndNothingIsSuspicious() {
        Source beirut = Reading.source("by-hand", "hourbook", "Asia/Beirut", null);
        ReceivedEntry entry = Reading.entry(beirut, "worker,project,date,hours", "Ana,Acme,2025-03-30,1");

        assertThat(entry.wallStart()).isEqualTo(LocalDateTime.of(2025, 3, 30, 1, 0));
        assertThat(entry.workDate()).isEqualTo(LocalDate.of(2025, 3, 30));
        assertThat(entry.suspicions()).isEmpty();
    }

    @Test
    void equalKeysOfDateOnlyRowsAreNumberedInFileOrder() {
        List<ReceivedRow> rows = readHarvest(HARVEST_HEADER,
                "2025-03-03,Acme App,Design,Fix,1,Jo",
                "2025-03-03,ACME  app ,Design,fix,2,JO",
                "2025-03-04,Acme App,Design,Fix,1,Jo",
                "2025-03-03,Acme App,Design,Other,1,Jo",
                "2025-03-03,\uFF21cme App,Design,Fix,3,Jo");

        assertThat(rows).map(row -> ((ReceivedEntry) row).ordinal()).containsExactly(1, 2, 1, 1, 3);
    }

    @Test
    void anOffsetInTheStartSettlesZoneAndClockChange() {
        ReceivedEntry second = Reading.entry(BY_HAND, "worker,project,start,duration", "Ana,Acme,2025-11-02T01:30:00-05:00,3600");

        assertThat(second.startAt()).isEqualTo(Instant.parse("2025-11-02T06:30:00Z"));
        assertThat(second.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(second.suspicions()).isEmpty();
    }

    @Test
    void anInstantIsShownByTheSourcesWallAndAnotherOffsetStaysAsWritten() {
        ReceivedEntry instant = Reading.entry(BY_HAND, "worker,project,start,duration", "Ana,Acme,2025-03-04T02:30:00Z,3600");
        ReceivedEntry elsewhere = Reading.entry(BY_HAND, "worker,project,start,duration", "Ana,Acme,2025-03-04T02:30:00+09:00,3600");

        assertThat(instant.workDate()).isEqualTo(LocalDate.of(2025, 3, 3));
        assertThat(instant.wallStart()).isEqualTo(LocalDateTime.of(2025, 3, 3, 21, 30));
        assertThat(elsewhere.workDate()).isEqualTo(LocalDate.of(2025, 3, 4));
        assertThat(elsewhere.zone()).isEqualTo(ZoneOffset.ofHours(9));
        assertThat(elsewhere.startAt()).isEqualTo(Instant.parse("2025-03-03T17:30:00Z"));
    }

    private static List<ReceivedRow> readHarvest(String... lines) {
        return Reading.textWith(HARVEST, names -> Optional.of(ZoneId.of("America/Chicago")), lines);
    }
}
