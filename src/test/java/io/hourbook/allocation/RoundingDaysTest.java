package io.hourbook.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the day is rounded and not the entry: the parts sum to the rounded whole, whatever comes later. */
class RoundingDaysTest {

    private static final AllocationBench BENCH = new AllocationBench();

    @BeforeEach
    void roundByDay() {
        BENCH.empty();
        BENCH.edit("rounding.yaml", text -> text.replace("scope: entry", "scope: day"));
    }

    @Test
    void theSumOfADayIsRoundedAndTheLastEntryCarriesIt() {
        BENCH.take("a", morning(400), afternoon(400));
        BENCH.roundDays();

        assertThat(seconds("1")).isEqualTo(400);
        assertThat(seconds("2")).isEqualTo(500);
        assertThat(amount("1")).isEqualByComparingTo("15.56");
        assertThat(amount("2")).isEqualByComparingTo("19.44");
        assertThat(BENCH.entries.marks("rounding-day")).isEmpty();
    }

    @Test
    void anEntryThatComesLaterRoundsTheDayAnew() {
        BENCH.take("a", morning(400), afternoon(400));
        BENCH.roundDays();
        BENCH.take("a", Row.timed("W01", "2025-03-04T11:00", 400).id("3"));
        BENCH.roundDays();

        assertThat(seconds("1") + seconds("2") + seconds("3")).isEqualTo(1_800);
        assertThat(seconds("3")).isEqualTo(400);
        assertThat(seconds("2")).isEqualTo(1_000);
    }

    @Test
    void aDayThatIsRoundedAnewAfterAnEditNamesTheRulesThatDidIt() {
        BENCH.take("a", morning(400), afternoon(400));
        BENCH.roundDays();
        BENCH.edit(Map.of(
                "rounding.yaml", text -> text.replace("scope: entry", "scope: day"),
                "clients.csv", text -> text.replaceFirst("(ACME,.*),15,up,0,half-up,", "$1,30,up,0,half-even,")));
        BENCH.take("a", Row.timed("W01", "2025-03-04T11:00", 400).id("3"));
        BENCH.roundDays();

        assertThat(seconds("2")).isEqualTo(1_000);
        assertThat(BENCH.entries.jdbc.queryForList(
                "select concat(a.time_rule, ', ', a.money_rounding) from bill_allocation a join entry e on e.id = a.entry_id where e.source_key = '2'",
                String.class)).containsExactly("30 min up, per day, half-even");
    }

    @Test
    void anEntryThatLeavesTheDayRoundsItAnew() {
        BENCH.take("a", morning(600), afternoon(600));
        BENCH.roundDays();
        assertThat(seconds("1") + seconds("2")).isEqualTo(1_800);

        BENCH.take("a", Row.timed("W01", "2025-03-05T14:00", 600).id("2"));
        BENCH.roundDays();
        assertThat(seconds("1")).isEqualTo(900);
        assertThat(seconds("2")).isEqualTo(900);
    }

    @Test
    void otherServicesAndOtherWorkersAreOtherDays() {
        BENCH.take("a", morning(60), afternoon(60).on("ACME-WEB", "DESIGN"), Row.timed("W02", "2025-03-04T09:00", 60).id("3"));
        BENCH.roundDays();

        assertThat(seconds("1")).isEqualTo(900);
        assertThat(seconds("2")).isEqualTo(900);
        assertThat(seconds("3")).isEqualTo(900);
    }

    @Test
    void aDayThatComesToTheSameLeavesItsInvoiceAlone() {
        BENCH.take("a", morning(900));
        BENCH.roundDays();
        BENCH.entries.forgetMarks();
        BENCH.take("a", morning(900).notes("with notes"));
        BENCH.entries.jdbc.update("delete from mark where kind = 'document'");
        BENCH.roundDays();

        assertThat(BENCH.entries.marks("document")).isEmpty();
    }

    @Test
    void anAmountInAnotherCurrencyIsPricedFromTheRoundedSeconds() {
        BENCH.take("a", Row.timed("W05", "2025-03-04T09:00", 100).zone("Europe/Berlin").on("BLAU-ERP", "CONSULT").id("1"),
                Row.timed("W05", "2025-03-04T10:00", 300).zone("Europe/Berlin").on("BLAU-ERP", "CONSULT").id("2"));
        BENCH.roundDays();

        assertThat(seconds("1") + seconds("2")).isEqualTo(360);
        assertThat(amount("2")).as("260 s at 165 USD ÷ 1.0557").isEqualByComparingTo("11.29");
    }

    @Test
    void aDayThatIsRoundedToNothingIsExcludedAndComesBackWithItsNextEntry() {
        BENCH.take("a", blau("1", "09:00", 60), blau("2", "10:00", 60));
        BENCH.roundDays();
        assertThat(BENCH.reason("1")).isEqualTo("zero");
        assertThat(BENCH.reason("2")).isEqualTo("zero");

        BENCH.take("a", blau("3", "11:00", 60));
        BENCH.roundDays();
        assertThat(BENCH.reason("1")).isNull();
        assertThat(seconds("1") + seconds("2") + seconds("3")).isEqualTo(360);
    }

    @Test
    void anEntryRoundedToNothingThatLeavesTheDayRoundsItAnew() {
        BENCH.take("a", blau("1", "09:00", 220), blau("2", "10:00", 100), blau("3", "11:00", 100));
        BENCH.roundDays();
        assertThat(seconds("1") + seconds("2") + seconds("3")).isEqualTo(360);

        BENCH.take("a", blau("1", "09:00", 100));
        BENCH.roundDays();
        assertThat(seconds("1") + seconds("2") + seconds("3")).isEqualTo(360);
        BENCH.take("a", Row.timed("W05", "2025-03-06T10:00", 100).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("2"),
                Row.timed("W05", "2025-03-06T11:00", 100).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id("3"));
        BENCH.roundDays();
        assertThat(BENCH.reason("1")).isEqualTo("zero");
        assertThat(seconds("2") + seconds("3")).isEqualTo(360);
        BENCH.take("a", blau("2", "10:00", 100));
        BENCH.roundDays();
        assertThat(seconds("1") + seconds("2")).as("the day it came back to").isEqualTo(360);
        assertThat(BENCH.reason("3")).as("the day that it left").isEqualTo("zero");
    }

    @Test
    void aBatchReadsItsOwnDaysHoweverManyThereAre() {
        LocalDate first = LocalDate.of(2024, 6, 3);
        BENCH.take("a", IntStream.range(0, 3_000).mapToObj(i -> Row.timed(
                "W0" + (i % 2 + 1), first.plusDays(i / 12) + "T%02d:00".formatted(6 + i % 12), 400)
                .on(i % 4 < 2 ? "ACME-WEB" : "ACME-APP", List.of("DEV", "DESIGN", "QA").get(i / 4 % 3)).id("e" + i)).toArray());
        List<String> all = BENCH.entries.marks("rounding-day");
        assertThat(all).hasSizeGreaterThan(250);
        // some days are left, all over the table
        BENCH.entries.jdbc.update("delete from mark where kind = 'rounding-day' and crc32(group_key) % 8 <> 0");

        long before = rowsRead();
        List<RoundingDay> days = BENCH.roundingDays().next(BENCH.pass());
        int entries = days.stream().mapToInt(day -> day.entries().size()).sum();
        // marks, their index, both sides of an entry, and sorting them
        assertThat(rowsRead() - before).isLessThan(2L * days.size() + 6L * entries).isLessThan(2_500);
        assertThat(days).hasSizeGreaterThan(10);
        BENCH.roundDays();
        assertThat(BENCH.entries.marks("rounding-day")).as("also those that were given out before").isEmpty();
        // what is marked behind the walk, as by another process, is found by it all the same
        String behind = BENCH.entries.jdbc.queryForObject("select min(rounding_day) from bill_allocation", String.class);
        BENCH.entries.jdbc.update("insert into mark values ('rounding-day', ?)", behind);
        BENCH.roundDays();
        assertThat(BENCH.entries.marks("rounding-day")).isEmpty();
    }

    private static long rowsRead() {
        return BENCH.entries.jdbc.queryForList("show session status like 'Handler_read%'").stream()
                .mapToLong(row -> Long.parseLong(row.get("Value").toString())).sum();
    }

    private static Row blau(String id, String time, long seconds) {
        return Row.timed("W05", "2025-03-04T" + time, seconds).zone("Europe/Berlin").on("BLAU-ERP", "DEV").id(id);
    }

    private static Row morning(long seconds) {
        return Row.timed("W01", "2025-03-04T09:00", seconds).id("1");
    }

    private static Row afternoon(long seconds) {
        return Row.timed("W01", "2025-03-04T14:00", seconds).id("2");
    }

    private static long seconds(String id) {
        return (Long) BENCH.bill(id).get("seconds");
    }

    private static BigDecimal amount(String id) {
        return (BigDecimal) BENCH.bill(id).get("amount");
    }
}
