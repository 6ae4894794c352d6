package io.hourbook.intake;

import io.hourbook.name.FoldedName;
import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import java.time.Instant;

/** Turns the rows of one file into entries, or expenses, by its format. Nothing in a row is trusted, and no row stops the others. */
final class RowConverter {

    private final Columns columns;
    private final SourceFormat format;
    private final String where;
    private final Zones zones;
    private final Cells cells;
    private final RowTime time;
    /** Null for a format of recorded time. */
    private final ExpenseReader expenses;
    private final Ordinals ordinals = new Ordinals();

    /** @param where the file as people know it */
    RowConverter(Columns columns, SourceFormat format, SourceFormat.Dates dates, Zones zones, String where) {
        this.columns = columns;
        this.format = format;
        this.where = where;
        this.zones = zones;
        this.cells = new Cells(columns, format);
        this.time = new RowTime(cells, columns, format, dates);
        this.expenses = format.kind() == SourceFormat.Kind.EXPENSE ? new ExpenseReader(cells, columns, format, dates) : null;
    }

    /** The row as what the format's rows are, as rightly none, or as malformed; null for a row whose cells are all empty. */
    ReceivedRow convert(RowReader row) {
        if (row.damage() != null) {
            return malformed(row, Troubles.damaged(row.damage()));
        }
        if (blank(row)) {
            return null;
        }
        if (row.fields() < columns.count() || !emptyBeyond(row, columns.count())) {
            return malformed(row, Troubles.fieldCount(row.fields(), columns.count()));
        }
        cells.on(row);
        String skipped = skipped();
        if (skipped != null) {
            return new ReceivedRow.Skipped(row.line(), skipped);
        }
        ReceivedRow read = cells.trouble() != null ? null : expenses == null ? entry(row) : expenses.read(row, names());
        return read == null ? malformed(row, cells.trouble()) : read;
    }

    private ReceivedEntry entry(RowReader row) {
        Names names = names();
        String sourceId = cells.name(Field.ID, Cells.ID_LIMIT);
        Boolean billable = cells.yesNo(Field.BILLABLE);
        Boolean invoiced = cells.yesNo(Field.INVOICED);
        Boolean approved = cells.yesNo(Field.APPROVED);
        String notes = cells.text(Field.NOTES);
        String tags = cells.text(Field.TAGS);
        Instant modifiedAt = cells.modifiedAt();
        if (cells.trouble() != null || !time.read(zones.of(names))) {
            return null;
        }
        boolean numbered = !time.timed() && sourceId == null;
        return new ReceivedEntry(
                row.line(),
                row.raw(),
                sourceId,
                names,
                time.span().wall(),
                time.span().zone(),
                time.span().instant(),
                time.timed(),
                numbered ? ordinals.next(time.day(), names, notes) : 1,
                time.span().wall().toLocalDate(),
                time.seconds(),
                billable,
                Boolean.TRUE.equals(invoiced),
                approved == null ? Approval.UNSAID : approved ? Approval.APPROVED : Approval.UNAPPROVED,
                notes,
                tags,
                modifiedAt,
                time.span().suspicions());
    }

    private Names names() {
        String worker = cells.name(Field.WORKER, Cells.NAME_LIMIT);
        if (worker == null) {
            String first = cells.name(Field.FIRST_NAME, Cells.NAME_LIMIT);
            String last = cells.name(Field.LAST_NAME, Cells.NAME_LIMIT);
            worker = first == null ? last : last == null ? first : first + " " + last;
        }
        String email = cells.name(Field.EMAIL, Cells.NAME_LIMIT);
        if (worker == null && email == null) {
            cells.trouble(Troubles.noWorker(columns));
        } else if (worker != null && worker.length() > Cells.NAME_LIMIT) {
            cells.trouble(Troubles.tooLong(columns, Field.FIRST_NAME, worker.length(), Cells.NAME_LIMIT));
        }
        return new Names(worker, email, cells.name(Field.CLIENT, Cells.NAME_LIMIT), cells.name(Field.PROJECT, Cells.NAME_LIMIT),
                cells.name(Field.SERVICE, Cells.NAME_LIMIT));
    }

    /** Why the row is rightly no entry, or null. Every type column is looked at: one may say timesheet and the next holiday. */
    private String skipped() {
        for (int column : columns.of(Field.TYPE)) {
            String type = cells.value(column);
            if (type != null) {
                String word = FoldedName.of(type);
                String why = format.skippedTypes().get(word);
                if (why != null) {
                    return why;
                }
                if (!format.takenTypes().isEmpty() && !format.takenTypes().contains(word)) {
                    cells.trouble(Troubles.unknownType(type, format));
                }
            }
        }
        return time.running() ? "still running" : null;
    }

    private static boolean blank(RowReader row) {
        return emptyBeyond(row, 0);
    }

    private static boolean emptyBeyond(RowReader row, int from) {
        for (int field = from; field < row.fields(); field++) {
            if (!row.empty(field)) {
                return false;
            }
        }
        return true;
    }

    private ReceivedRow malformed(RowReader row, Trouble trouble) {
        return new ReceivedRow.Malformed(row.line(), row.raw(), trouble.at(where + ":" + row.line()));
    }
}
