package io.hourbook.intake;

import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import io.hourbook.format.SourceFormat.Running;
import java.time.ZoneId;

/** When the row at hand began and how long it lasted (domain rules on time). Reused from row to row. */
final class RowTime {

    /** No entry is longer: what is, is a fault of the export. What is merely long is held later, not refused. */
    private static final long LONGEST_HOURS = 10_000;

    private static final long NO_LENGTH = Lengths.NO_LENGTH;

    private final Cells cells;
    private final Columns columns;
    private final SourceFormat format;
    private final SourceFormat.Dates dates;
    private final Moment start = new Moment();
    private final Moment end = new Moment();
    private final Span span = new Span();
    private long seconds;

    RowTime(Cells cells, Columns columns, SourceFormat format, SourceFormat.Dates dates) {
        this.cells = cells;
        this.columns = columns;
        this.format = format;
        this.dates = dates;
    }

    Span span() {
        return span;
    }

    long seconds() {
        return seconds;
    }

    boolean timed() {
        return start.hasTime();
    }

    /** The start's date, in days since 1970-01-01. */
    long day() {
        return start.date();
    }

    /** Whether the row is a timer that still runs, in the way that the format tells it. */
    boolean running() {
        if (format.running() == Running.NO_END) {
            return columns.has(Field.END) && cells.value(Field.END) == null;
        }
        String duration = format.running() == Running.NEGATIVE ? duration() : null;
        long length = duration == null ? 0 : Lengths.duration(duration, format.bareDuration(), format.decimals());
        return length < 0 && length != NO_LENGTH;
    }

    /** Reads it all; false with the trouble left in the cells. */
    boolean read(ZoneId zone) {
        if (!readStart()) {
            return false;
        }
        long length = length(duration());
        if (cells.trouble() != null) {
            return false;
        }
        if (start.hasTime()) {
            span.start(zone, start);
        } else {
            span.date(zone, start.date());
        }
        String endText = cells.value(Field.END);
        if (start.hasTime() && endText != null) {
            if (!readEnd(endText, length)) {
                return false;
            }
            length = span.until(end, length, pause());
            if (length < 0) {
                cells.trouble(Troubles.endsBeforeStart(endText));
            }
        }
        return settle(length);
    }

    private boolean settle(long length) {
        if (length == NO_LENGTH) {
            cells.trouble(Troubles.noLength());
        } else if (length > LONGEST_HOURS * 3_600) {
            cells.trouble(Troubles.absurd(length / 3_600 + " hours", LONGEST_HOURS));
        }
        seconds = length;
        return cells.trouble() == null;
    }

    private boolean readStart() {
        String text = cells.value(Field.START);
        if (text != null && !start.read(text, dates)) {
            boolean holdsDate = text.indexOf('-') > 0 || text.indexOf('/') > 0;
            cells.trouble(holdsDate ? Troubles.date(columns, Field.START, text, dates) : Troubles.time(columns, Field.START, text));
            return false;
        }
        if (text == null && format.requires(Field.START)) {
            cells.trouble(Troubles.time(columns, Field.START, null));
            return false;
        }
        return text != null && start.hasDate() || readDate(text != null);
    }

    private boolean readDate(boolean hasTime) {
        String text = cells.value(Field.DATE);
        int length = text == null ? 0 : text.length();
        long day = text == null ? Calendars.NO_DATE : Calendars.date(text, 0, length, dates);
        if (day == Calendars.NO_DATE && text != null && !hasTime && start.read(text, dates) && start.hasDate()) {
            return true;
        }
        if (day == Calendars.NO_DATE) {
            cells.trouble(Troubles.date(columns, Field.DATE, text, dates));
            return false;
        }
        if (!hasTime) {
            start.clear();
        }
        start.date(day);
        return true;
    }

    private boolean readEnd(String text, long length) {
        if (!end.read(text, dates) || !end.hasTime()) {
            cells.trouble(Troubles.time(columns, Field.END, text));
            return false;
        }
        if (!end.hasDate()) {
            String date = cells.value(Field.END_DATE);
            long day = date == null ? Calendars.NO_DATE : Calendars.date(date, 0, date.length(), dates);
            if (date == null) {
                span.endDate(end, length);
            } else if (day == Calendars.NO_DATE) {
                cells.trouble(Troubles.date(columns, Field.END_DATE, date, dates));
                return false;
            } else {
                end.date(day);
            }
        }
        return true;
    }

    /** The duration cell; where two columns carry that name, the one in hours and minutes before the one in decimals. */
    private String duration() {
        int[] of = columns.of(Field.DURATION);
        if (of.length > 1) {
            for (int column : of) {
                String value = cells.value(column);
                if (value != null && value.indexOf(':') >= 0) {
                    return value;
                }
            }
        }
        return cells.value(Field.DURATION);
    }

    /** The row's own length: its duration, else its decimal hours, else none. */
    private long length(String duration) {
        String text = duration != null ? duration : cells.value(Field.HOURS);
        if (text == null) {
            return NO_LENGTH;
        }
        long length = duration != null ? Lengths.duration(text, format.bareDuration(), format.decimals())
                : Lengths.hours(text, format.decimals());
        if (length == NO_LENGTH) {
            cells.trouble(duration != null ? Troubles.duration(columns, Field.DURATION, text, format.bareDuration())
                    : Troubles.duration(columns, Field.HOURS, text, SourceFormat.BareDuration.HOURS));
        } else if (length < 0) {
            cells.trouble(Troubles.negative(text));
        }
        return length;
    }

    private long pause() {
        String text = cells.value(Field.BREAK);
        long pause = text == null ? 0 : Lengths.duration(text, format.bareDuration(), format.decimals());
        if (pause == NO_LENGTH || pause < 0) {
            cells.trouble(Troubles.duration(columns, Field.BREAK, text, format.bareDuration()));
            return 0;
        }
        return pause;
    }
}
