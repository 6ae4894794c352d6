package io.hourbook.document;

import io.hourbook.entry.EntryKeys;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * The entry behind a line with its allocation: what the lines of invoices and of bills have in common, and their order.
 *
 * @param groupId   the document group whose line it is
 * @param reference source and the source's id, as everywhere an entry is named
 * @param startAt   in seconds since 1970, UTC
 * @param line      of its file
 */
record EntryRow(
        int groupId, long entryId, String reference, String notes, String worker, String project, String service, String account,
        LocalDate workDate, String currency, BigDecimal amount, int mappingVersionId, long startAt, long line) {

    /** The columns from the second on; the first is the group. {@code a} is an allocation, {@code e} its entry, {@code s} its source. */
    static final String COLUMNS = """
            a.entry_id, s.name, e.source_key, e.identity, e.notes, a.worker, a.project, a.service, a.account,
                datediff(a.work_date, '1970-01-01'), a.currency, a.amount, a.mapping_version_id,
                timestampdiff(second, '1970-01-01', a.start_at), e.line""";

    /** How many columns these are, with the group. */
    static final int COUNT = 16;

    /** The order in which a new document has them. */
    static final Comparator<EntryRow> IN_ORDER = Comparator.comparing(EntryRow::workDate)
            .thenComparingLong(EntryRow::startAt)
            .thenComparing(EntryRow::worker, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(EntryRow::line)
            .thenComparingLong(EntryRow::entryId);

    /** By position: a name is looked up anew for every value. */
    static EntryRow read(ResultSet row) throws SQLException {
        String key = row.getString(4);
        return new EntryRow(
                row.getInt(1), row.getLong(2), row.getString(3) + ":" + EntryKeys.key(key, key == null ? row.getBytes(5) : null),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getString(10),
                LocalDate.ofEpochDay(row.getLong(11)), row.getString(12), row.getBigDecimal(13), row.getInt(14), row.getLong(15),
                row.getLong(16));
    }
}
