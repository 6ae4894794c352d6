package io.hourbook.bench.rival;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Worker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the rows of one Clockify report as a program written for this one tracker would: by the columns of its header, with
 * dates, times and lengths taken apart by hand. A row that is not as Clockify writes it stops the program.
 */
final class Clockify {

    private static final int TOLERATED_SECONDS = 60;

    private final Map<String, Integer> columns = new HashMap<>();
    private final MappingBook book;
    private final Source source;
    private final Map<String, LocalDate> dates = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();

    /** @param source of sources.csv: its zone and the order of its dates */
    Clockify(String header, String source, MappingBook book) {
        this.book = book;
        this.source = book.sources().get(source);
        List<String> names = cells(header.startsWith("\uFEFF") ? header.substring(1) : header);
        for (int column = 0; column < names.size(); column++) {
            columns.putIfAbsent(names.get(column).strip().toLowerCase(Locale.ROOT), column);
        }
        columns.putIfAbsent("task", columns.getOrDefault("activity", -1));
    }

    /** The cells of a row, out of their quotes. */
    static List<String> cells(String row) {
        List<String> cells = new ArrayList<>(20);
        int at = 0;
        while (at <= row.length()) {
            if (at < row.length() && row.charAt(at) == '"') {
                int from = at + 1;
                int end = row.indexOf('"', from);
                boolean twice = false;
                while (end + 1 < row.length() && row.charAt(end + 1) == '"') {
                    twice = true;
                    end = row.indexOf('"', end + 2);
                }
                String cell = row.substring(from, end);
                cells.add(twice ? cell.replace("\"\"", "\"") : cell);
                at = end + 2;
            } else {
                int end = row.indexOf(',', at);
                end = end < 0 ? row.length() : end;
                cells.add(row.substring(at, end));
                at = end + 1;
            }
        }
        return cells;
    }

    /** Whether a row goes on with the next line: a quote is still open. */
    static boolean open(String row) {
        boolean open = false;
        for (int at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) {
            open = !open;
        }
        return open;
    }

    /** @param line its first line in the file, from 1 */
    ReceivedEntry entry(long line, String raw) {
        try {
            return entry(line, raw, cells(raw));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("line " + line + ": " + raw, e);
        }
    }

    private ReceivedEntry entry(long line, String raw, List<String> row) {
        Names names = new Names(name(row, "user"), name(row, "email"), name(row, "client"), name(row, "project"), name(row, "task"));
        ZoneId zone = zone(names);
        LocalDateTime wall = moment(row, "start date", "start time");
        long seconds = length(cell(row, "duration (h)"));
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(wall);
        ZoneOffset offset = change == null ? rules.getOffset(wall) : change.getOffsetBefore();
        Instant start = Instant.ofEpochSecond(wall.toEpochSecond(offset));
        return new ReceivedEntry(
                line, raw, null, names, wall, zone, start, true, 1, wall.toLocalDate(), seconds, yesNo(cell(row, "billable")),
                Boolean.TRUE.equals(yesNo(cell(row, "invoiced"))), approval(cell(row, "approval")), text(row, "description"), text(row, "tags"),
                null, suspicions(change, offset, start, moment(row, "end date", "end time"), rules, seconds));
    }

    private static Set<Suspicion> suspicions(
            ZoneOffsetTransition change, ZoneOffset offset, Instant start, LocalDateTime end, ZoneRules rules, long seconds) {
        Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
        if (change != null) {
            found.add(change.isOverlap() ? Suspicion.WALL_TIME_EXISTS_TWICE : Suspicion.WALL_TIME_DOES_NOT_EXIST);
        }
        if (end != null) {
            long between = end.toEpochSecond(rules.getOffset(end)) - start.getEpochSecond();
            long stayed = end.toEpochSecond(offset) - start.getEpochSecond();
            if (Math.min(Math.abs(between - seconds), Math.abs(stayed - seconds)) > TOLERATED_SECONDS) {
                found.add(Suspicion.DURATION_DISAGREES);
            }
        }
        return found;
    }

    /** The source's zone, else the worker's, else the company's. */
    private ZoneId zone(Names names) {
        if (source.zone() != null) {
            return source.zone();
        }
        return zones.computeIfAbsent(names.worker() + "|" + names.email(), who -> book.worker(source.source(), names)
                .map(Worker::zone)
                .orElse(book.policies().companyZone()));
    }

    private LocalDateTime moment(List<String> row, String dateColumn, String timeColumn) {
        String date = cell(row, dateColumn);
        String time = cell(row, timeColumn);
        return date == null || time == null ? null : LocalDateTime.of(dates.computeIfAbsent(date, this::date), time(time));
    }

    private LocalDate date(String text) {
        String[] parts = text.split("[/.-]");
        int first = Integer.parseInt(parts[0]);
        int second = Integer.parseInt(parts[1]);
        int third = Integer.parseInt(parts[2]);
        return switch (source.dateOrder()) {
            case YMD -> LocalDate.of(first, second, third);
            case MDY -> LocalDate.of(third, first, second);
            case DMY -> LocalDate.of(third, second, first);
        };
    }

    /** {@code 02:05:09 PM}, or by 24 hours. */
    private static LocalTime time(String text) {
        int blank = text.indexOf(' ');
        long seconds = length(blank < 0 ? text : text.substring(0, blank));
        if (blank > 0) {
            boolean afternoon = Character.toLowerCase(text.charAt(blank + 1)) == 'p';
            seconds = seconds % 43_200 + (afternoon ? 43_200 : 0);
        }
        return LocalTime.ofSecondOfDay(seconds);
    }

    /** {@code 7:30} or {@code 07:30:15}. */
    private static long length(String text) {
        long seconds = 0;
        int parts = 0;
        long part = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ':') {
                seconds = seconds * 60 + part;
                part = 0;
                parts++;
            } else if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                part = part * 10 + text.charAt(i) - '0';
            } else {
                throw new IllegalArgumentException(text);
            }
        }
        return parts == 2 ? seconds * 60 : seconds;
    }

    private static Boolean yesNo(String text) {
        return text == null ? null : text.equalsIgnoreCase("yes") || text.equalsIgnoreCase("true") || text.equals("1");
    }

    private static Approval approval(String text) {
        return text == null ? Approval.UNSAID : text.equalsIgnoreCase("approved") ? Approval.APPROVED : Approval.UNAPPROVED;
    }

    private String name(List<String> row, String column) {
        String cell = cell(row, column);
        return cell == null ? null : cell.strip();
    }

    private String text(List<String> row, String column) {
        String cell = cell(row, column);
        return cell == null ? "" : cell;
    }

    /** Null where there is nothing in it. */
    private String cell(List<String> row, String column) {
        int at = columns.getOrDefault(column, -1);
        String cell = at < 0 ? "" : row.get(at);
        return cell.isBlank() ? null : cell;
    }
}
