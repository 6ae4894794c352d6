package io.hourbook.expense;

import io.hourbook.entry.Approval;
import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.Names;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * One live expense as it is stored: the current revision.
 *
 * @param id           the store's own number
 * @param key          the source's id, or a short stable key where the source has none
 * @param names        people and things as the source calls them; no service
 * @param category     as the source calls it, or null
 * @param vendor       who was paid, or null
 * @param units        of what a rate pays, or null
 * @param amount       0 or more, or null where the units make it
 * @param currency     of the amount, or null
 * @param billable     what the source says, or null
 * @param reimbursable whether the worker paid, or null where the source says nothing
 * @param conflict     true where the order of two revisions cannot be told
 * @param deleted      true where the source says that it is no more
 * @param receipt      the name of its file, or null
 * @param notes        never null
 */
public record Expense(
        long id,
        String source,
        String key,
        int revision,
        Names names,
        String category,
        String vendor,
        LocalDate spentOn,
        BigDecimal units,
        BigDecimal amount,
        String currency,
        Boolean billable,
        Boolean reimbursable,
        boolean invoiced,
        Approval approval,
        boolean conflict,
        boolean deleted,
        String receipt,
        String notes) {

    static final String SELECT = """
            select e.id, s.name, e.source_key, e.identity, e.revision, e.worker_name, e.worker_email, e.client_name, e.project_name,
                e.category_name, e.vendor, e.spent_on, e.units, e.amount, e.currency, e.billable, e.reimbursable, e.invoiced, e.approval,
                e.conflict, e.deleted, e.receipt, e.notes
            from expense e straight_join source s on s.id = e.source_id\s""";

    static Expense read(ResultSet row) throws SQLException {
        String key = row.getString(3);
        return new Expense(
                row.getLong(1), row.getString(2), EntryKeys.key(key, key == null ? row.getBytes(4) : null), row.getInt(5),
                new Names(row.getString(6), row.getString(7), row.getString(8), row.getString(9), null), row.getString(10), row.getString(11),
                row.getObject(12, LocalDate.class), row.getBigDecimal(13), row.getBigDecimal(14), row.getString(15), yesNo(row, 16),
                yesNo(row, 17), row.getBoolean(18), Approval.values()[row.getInt(19)], row.getBoolean(20), row.getBoolean(21),
                row.getString(22), row.getString(23));
    }

    private static Boolean yesNo(ResultSet row, int column) throws SQLException {
        boolean yes = row.getBoolean(column);
        return row.wasNull() ? null : (Boolean) yes;
    }

    /** The name of this expense everywhere outside: {@code harvest-expenses:7f3k…}. */
    public String reference() {
        return source + ":" + key;
    }
}
