package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The register of hours, read from what passes left. */
class HoursRegisterTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 3, 3);

    private final PlantedBooks books = new PlantedBooks();

    private void worked(LocalDate day, String worker, long seconds, String state) {
        long entry = books.entry("e" + day + worker, "raw", day, seconds);
        books.jdbc.update(
                """
                insert into pay_allocation (entry_id, state, flow, worker, raw_seconds, seconds, start_at, work_date, mapping_version_id)
                values (?, ?, if(? = 'allocated', 'payroll', null), ?, ?, ?, ?, ?, 1)""",
                entry, state, state, worker, seconds, seconds / 900 * 900, day.atTime(17, 0), day);
    }

    private String csv(LocalDate from, LocalDate to, String worker) throws IOException {
        StringWriter out = new StringWriter();
        new HoursRegister(books.source, PlantedBooks.book()).write(from, to, worker, out);
        return out.toString().replace("\r\n", "\n");
    }

    @Test
    void everySecondThatAnEmployeeRecordedStandsThereWhetherItIsPaidOrNot() throws IOException {
        worked(FIRST.minusDays(1), "W01", 3_600, "allocated");
        worked(FIRST, "W01", 36_001, "allocated");
        worked(FIRST.plusDays(1), "W01", 3_600, "held");
        worked(FIRST, "W09", 3_600, "allocated");
        worked(FIRST.plusDays(2), "W01", 3_600, "allocated");
        books.jdbc.update("insert into pay_flag (week_from, worker, work_date, flag, detail) values ('2025-03-02', 'W01', '2025-03-03', 'daily-hours', 'long')");

        assertThat(csv(FIRST, FIRST.plusDays(1), null)).as("a contractor is no employee").isEqualTo("""
                worker,name,jurisdiction,date,start,end,worked_seconds,worked_hours,break_seconds,rest_seconds,waiting_seconds,entries,flags
                W01,Ana Ruiz,US-CA,2025-03-03,2025-03-03T09:00-08:00,2025-03-03T19:00:01-08:00,36001,10:00:01,0,82800,0,1,daily-hours
                W01,Ana Ruiz,US-CA,2025-03-04,2025-03-04T09:00-08:00,2025-03-04T10:00-08:00,3600,1:00,0,50399,3600,1,
                """);
        assertThat(csv(FIRST, FIRST.plusDays(1), "W02").lines()).hasSize(1);
        assertThat(csv(FIRST.plusDays(7), FIRST.plusDays(8), null).lines()).as("nobody worked").hasSize(1);
    }
}
