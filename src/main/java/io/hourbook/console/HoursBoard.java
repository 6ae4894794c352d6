package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.hourbook.mapping.MappingBook;
import io.hourbook.report.HoursRegister;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** The register of hours that employees worked, by worker and day. */
@Component
class HoursBoard {

    /**
     * @param worker         the books' id
     * @param start          of the day's first work, with its offset from UTC; null where no entry of the day has times
     * @param end            of its last
     * @param seconds        recorded
     * @param breakSeconds   between start and end, and not worked; null where some of the work has no times
     * @param restSeconds    between the end of the work before and the start; 0 where work goes on over midnight, null where nobody can know
     * @param waitingSeconds of the day's entries that are in no pay week yet
     * @param entries        how many reach into the day
     * @param flags          as in /api/work-flags
     */
    record WorkedDay(
            String worker, String name, String jurisdiction, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate date, String start, String end, long seconds,
            Long breakSeconds, Long restSeconds, long waitingSeconds, int entries, List<String> flags) {}

    /** What is asked for. @param worker null for all */
    record Period(LocalDate from, LocalDate to, String worker) {

        /** As it comes from outside: without a last day, to the end of the first one's month. */
        static Period asked(String from, String to, String worker) {
            LocalDate first = day("from", Asked.required("from", from, "the first day, such as 2025-04-01"));
            LocalDate last = Asked.text("to", to) == null ? YearMonth.from(first).atEndOfMonth() : day("to", to.strip());
            if (last.isBefore(first) || !last.isBefore(first.plusDays(HoursRegister.MOST_DAYS))) {
                throw Asked.wrong("to", last.toString(), "a day from " + first + ", within " + HoursRegister.MOST_DAYS + " days");
            }
            return new Period(first, last, Asked.text("worker", worker));
        }

        private static LocalDate day(String name, String value) {
            try {
                return LocalDate.parse(Asked.text(name, value));
            } catch (DateTimeException notOne) {
                throw Asked.wrong(name, value, "a day such as 2025-04-28");
            }
        }
    }

    private final DataSource source;
    private final Company company;

    HoursBoard(DataSource source, Company company) {
        this.source = source;
        this.company = company;
    }

    Listed<WorkedDay> days(Period period, Slice slice) {
        MappingBook book = company.now().book();
        List<HoursRegister.Day> all = book == null ? List.of() : register(book).days(period.from(), period.to(), period.worker());
        List<WorkedDay> rows = all.stream().skip(slice.offset()).limit(slice.size())
                .map(day -> new WorkedDay(
                        day.worker(), day.name(), day.jurisdiction(), day.date(), text(day.start()), text(day.end()), day.seconds(), day.breakSeconds(),
                        day.restSeconds(), day.waitingSeconds(), day.entries(), day.flags()))
                .toList();
        return new Listed<>(rows, all.size(), slice);
    }

    String csv(Period period) {
        MappingBook book = company.now().book();
        StringWriter out = new StringWriter();
        try {
            if (book != null) {
                register(book).write(period.from(), period.to(), period.worker(), out);
            }
        } catch (IOException ofNoDisk) {
            throw new UncheckedIOException(ofNoDisk);
        }
        return out.toString();
    }

    private HoursRegister register(MappingBook book) {
        return new HoursRegister(source, book);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
