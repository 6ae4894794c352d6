package io.hourbook.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.hourbook.ledger.CsvRows;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Hours;
import io.hourbook.overtime.Worked;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The hours that employees worked, by worker and day, as an inspector asks for them: beginning, end and length of each day's work, breaks
 * and rest (Directive 2003/88/EC as the Court of Justice reads it in C-55/18; Arbeitszeitgesetz §16; Working Time Regulations 1998
 * regulation 9). What was recorded counts, whether it is paid yet or not; nothing is rounded. Contractors are not in it.
 */
public final class HoursRegister {

    /**
     * One employee's day.
     *
     * @param start          of the day's first work, with the offset of where it was recorded; null where no entry of the day has times
     * @param seconds        recorded
     * @param breakSeconds   between start and end, and not worked; null where some of the work has no times
     * @param restSeconds    between the end of the work before and the start; null where nobody can know
     * @param waitingSeconds of the day's entries that are on hold or excluded, and so in no pay week yet
     * @param flags          what the law of the worker's jurisdiction would have somebody look at
     */
    public record Day(
            String worker, String name, String jurisdiction, LocalDate date, OffsetDateTime start, OffsetDateTime end, long seconds, Long breakSeconds,
            Long restSeconds, long waitingSeconds, int entries, List<String> flags) {}

    /** A register is of a period, at most a year of it. */
    public static final int MOST_DAYS = 366;

    /** An entry that starts up to so many days before still reaches into the first day, or says how long the rest before it was. */
    private static final int REACH_DAYS = 31;

    private final JdbcTemplate jdbc;
    private final MappingBook book;

    /** @param book says who is an employee, and under which law */
    public HoursRegister(DataSource source, MappingBook book) {
        this.jdbc = new JdbcTemplate(source);
        this.book = book;
    }

    /**
     * By worker, then day.
     *
     * @param from   the first day
     * @param to     the last, not before the first and less than {@link #MOST_DAYS} days after it
     * @param worker one alone, or null for all
     */
    public List<Day> days(LocalDate from, LocalDate to, String worker) {
        List<Day> days = new ArrayList<>();
        book.workers().values().stream()
                .filter(employee -> !employee.contractor() && (worker == null || employee.worker().equals(worker)))
                .sorted(Comparator.comparing(Worker::worker))
                .forEach(employee -> days.addAll(days(from, to, employee)));
        return days;
    }

    private List<Day> days(LocalDate from, LocalDate to, Worker employee) {
        Work work = read(from, to, employee.worker());
        Map<LocalDate, Long> waiting = new HashMap<>();
        WorkedDays.of(work.waits).forEach(day -> waiting.put(day.date(), day.seconds()));
        Map<LocalDate, List<String>> flags = flags(employee.worker(), from, to);
        return WorkedDays.of(work.all).stream().filter(day -> !day.date().isBefore(from) && !day.date().isAfter(to))
                .map(day -> new Day(
                        employee.worker(), employee.name(), employee.jurisdiction(), day.date(), day.start(), day.end(), day.seconds(), day.breakSeconds(),
                        day.restSeconds(), waiting.getOrDefault(day.date(), 0L), day.entries(), flags.getOrDefault(day.date(), List.of())))
                .toList();
    }

    /**
     * The same as CSV (RFC 4180, UTF-8): seconds exact, and hours for people beside them.
     *
     * @param out left open
     * @return how many days
     * @throws IOException where it cannot be written
     */
    public int write(LocalDate from, LocalDate to, String worker, Writer out) throws IOException {
        List<Day> days = days(from, to, worker);
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "worker", "name", "jurisdiction", "date", "start", "end", "worked_seconds", "worked_hours", "break_seconds", "rest_seconds", "waiting_seconds", "entries",
                "flags");
        for (Day day : days) {
            csv.writeRecord(
                    CsvRows.text(day.worker()), CsvRows.text(day.name()), CsvRows.text(day.jurisdiction()), day.date().toString(), text(day.start()), text(day.end()),
                    String.valueOf(day.seconds()), Hours.clock(day.seconds()), text(day.breakSeconds()), text(day.restSeconds()),
                    String.valueOf(day.waitingSeconds()), String.valueOf(day.entries()), String.join("; ", day.flags()));
        }
        csv.flush();
        return days.size();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** One worker's work, and what of it waits. */
    private record Work(List<Worked> all, List<Worked> waits) {}

    private Work read(LocalDate from, LocalDate to, String worker) {
        Work work = new Work(new ArrayList<>(), new ArrayList<>());
        jdbc.query(
                """
                select a.entry_id, timestampdiff(second, '1970-01-01', a.start_at), e.zone, a.raw_seconds, e.timed, a.work_date, a.state
                from pay_allocation a join entry e on e.id = a.entry_id
                where a.worker = ? and a.work_date between ? and ?""",
                row -> {
                    Worked worked = new Worked(
                            row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), ZoneId.of(row.getString(3)), row.getLong(4), row.getBoolean(5),
                            row.getObject(6, LocalDate.class));
                    work.all.add(worked);
                    if (!row.getString(7).equals("allocated")) {
                        work.waits.add(worked);
                    }
                },
                worker, from.minusDays(REACH_DAYS), to);
        return work;
    }

    private Map<LocalDate, List<String>> flags(String worker, LocalDate from, LocalDate to) {
        Map<LocalDate, List<String>> flags = new HashMap<>();
        jdbc.query(
                "select work_date, flag from pay_flag where worker = ? and work_date between ? and ? order by work_date, flag",
                row -> {
                    flags.computeIfAbsent(row.getObject(1, LocalDate.class), any -> new ArrayList<>()).add(row.getString(2));
                },
                worker, from, to);
        return flags;
    }
}
