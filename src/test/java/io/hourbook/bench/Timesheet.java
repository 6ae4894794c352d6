package io.hourbook.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * What a studio recorded: the same rows for the same seed, one after the other, in order of start and then of worker, none kept.
 * 17 entries a worker and day; everyone works Monday to Friday, some on Saturday, a few all week. One in 200 is of a project
 * that nobody mapped, one in 400 of a service, one in 1,000 by a worker whom nobody knows: those are held.
 */
public final class Timesheet {

    static final int UNKNOWN = -1;
    private static final int A_DAY = 17;
    private static final int SLOT_SECONDS = 2_400;
    private static final int OPENS = 7 * 3_600;

    /**
     * One row.
     *
     * @param number  from 0
     * @param worker, project, service of {@link Studio}, or {@link #UNKNOWN}
     * @param start   second of the day, by the wall of New York
     */
    public record Row(long number, int worker, int project, int service, LocalDate date, int start, int seconds, boolean billable) {}

    /** Takes rows. */
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws IOException;
    }

    private final long seed;
    private final long entries;
    private final int workers;
    private final long changed;

    private Timesheet(long seed, long entries, int workers, long changed) {
        this.seed = seed;
        this.entries = entries;
        this.workers = workers;
        this.changed = changed;
    }

    public static Timesheet of(long seed, long entries) {
        return new Timesheet(seed, entries, Studio.WORKERS, UNKNOWN);
    }

    /** Of the first few workers alone, so that as few rows are of more days. */
    public Timesheet ofFirst(int few) {
        return new Timesheet(seed, entries, few, changed);
    }

    /** The same with one entry a minute longer. */
    public Timesheet withOneChanged(long number) {
        return new Timesheet(seed, entries, workers, number);
    }

    public void each(Taker taker) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        long number = 0;
        for (LocalDate date = Studio.FIRST_DAY;; date = date.plusDays(1)) {
            for (int slot = 0; slot < A_DAY; slot++) {
                int start = OPENS + slot * SLOT_SECONDS + random.nextInt(60);
                for (int worker = 0; worker < workers; worker++) {
                    if (works(worker, date)) {
                        if (number == entries) {
                            return;
                        }
                        taker.take(row(number, worker, date, start, random));
                        number++;
                    }
                }
            }
        }
    }

    /** Writes Clockify's detailed report of them. */
    public void export(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Billable\",\"Start Date\","
                    + "\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\",\"Billable Rate (USD)\",\"Billable Amount (USD)\"\n");
            StringBuilder line = new StringBuilder(320);
            each(row -> {
                line.setLength(0);
                write(row, line);
                out.append(line);
            });
        }
    }

    private Row row(long number, int worker, LocalDate date, int start, SplittableRandom random) {
        int seconds = (worker % 4 == 0 ? 1_900 + random.nextInt(380) : 600 + random.nextInt(1_400)) + (number == changed ? 60 : 0);
        int project = random.nextInt(Studio.PROJECTS);
        int service = random.nextInt(Studio.SERVICES.size());
        boolean billable = random.nextInt(20) != 0;
        int odd = random.nextInt(2_000);
        return new Row(
                number, odd < 2 ? UNKNOWN : worker, odd >= 2 && odd < 12 ? UNKNOWN : project, odd >= 12 && odd < 17 ? UNKNOWN : service, date,
                start, seconds, billable);
    }

    private static boolean works(int worker, LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.SUNDAY ? worker % 50 == 0 : day != DayOfWeek.SATURDAY || worker % 10 == 0;
    }

    private static void write(Row row, StringBuilder line) {
        String project = row.project < 0 ? "Skunkworks" : Studio.id3("Project ", row.project);
        String client = row.project < 0 ? "Client 00" : Studio.id2("Client ", row.project % Studio.CLIENTS);
        String task = row.service < 0 ? "Archery" : Studio.SERVICES.get(row.service).name();
        String user = row.worker < 0 ? Studio.id3("Stranger ", (int) (row.number % Studio.WORKERS)) : Studio.id3("Worker ", row.worker);
        String email = row.worker < 0 ? "" : Studio.id3("w", row.worker) + "@studio.example";
        int end = row.start + row.seconds;
        line.append('"').append(project).append("\",\"").append(client).append("\",\"").append(task).append(", part ").append(row.number)
                .append("\",\"").append(task).append("\",\"").append(user).append("\",\"\",\"").append(email).append("\",\"\",\"")
                .append(row.billable ? "Yes" : "No").append("\",\"");
        date(row.date, line);
        line.append("\",\"");
        time(row.start, line);
        line.append("\",\"");
        date(row.date, line);
        line.append("\",\"");
        time(end, line);
        line.append("\",\"");
        two(row.seconds / 3_600, line).append(':');
        two(row.seconds / 60 % 60, line).append(':');
        two(row.seconds % 60, line).append("\",\"").append(row.seconds / 3_600).append('.');
        two(row.seconds % 3_600 / 36, line).append("\",\"0.00\",\"0.00\"\n");
    }

    /** {@code 03/31/2025} */
    private static void date(LocalDate date, StringBuilder line) {
        two(date.getMonthValue(), line).append('/');
        two(date.getDayOfMonth(), line).append('/').append(date.getYear());
    }

    /** {@code 01:05:09 PM}; nobody works past midnight. */
    private static void time(int second, StringBuilder line) {
        int hour = second / 3_600;
        two(hour % 12 == 0 ? 12 : hour % 12, line).append(':');
        two(second / 60 % 60, line).append(':');
        two(second % 60, line).append(hour < 12 ? " AM" : " PM");
    }

    private static StringBuilder two(int number, StringBuilder line) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
