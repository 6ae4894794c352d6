package io.hourbook.intake;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedExpense;
import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the row at hand as an expense. A number or a currency that could mean two things is refused, never guessed. */
final class ExpenseReader {

    private static final int UNIT_DECIMALS = 4;

    /** A header that names the currency of its column: {@code Amount (USD)}. */
    private static final Pattern IN_HEADER = Pattern.compile(".*\\(([A-Za-z]{3})\\)\\s*");

    private final Cells cells;
    private final Columns columns;
    private final SourceFormat format;
    private final SourceFormat.Dates dates;
    private final Ordinals ordinals = new Ordinals();

    ExpenseReader(Cells cells, Columns columns, SourceFormat format, SourceFormat.Dates dates) {
        this.cells = cells;
        this.columns = columns;
        this.format = format;
        this.dates = dates;
    }

    /** @return the expense, or null with the trouble left in the cells */
    ReceivedExpense read(RowReader row, Names names) {
        String sourceId = cells.name(Field.ID, Cells.ID_LIMIT);
        String category = cells.name(Field.CATEGORY, Cells.NAME_LIMIT);
        String vendor = cells.name(Field.VENDOR, Cells.NAME_LIMIT);
        String receipt = cells.name(Field.RECEIPT, Cells.NAME_LIMIT);
        Boolean billable = cells.yesNo(Field.BILLABLE);
        Boolean reimbursable = cells.yesNo(Field.REIMBURSABLE);
        Boolean invoiced = cells.yesNo(Field.INVOICED);
        Boolean approved = cells.yesNo(Field.APPROVED);
        Boolean deleted = cells.yesNo(Field.DELETED);
        String notes = cells.text(Field.NOTES);
        Instant modifiedAt = cells.modifiedAt();
        long day = day();
        String currency = currency();
        BigDecimal amount = number(Field.AMOUNT, currency == null ? UNIT_DECIMALS : Currencies.minorUnits(currency));
        BigDecimal units = number(Field.UNITS, UNIT_DECIMALS);
        if (amount == null && units == null) {
            cells.trouble(Troubles.amount(columns, Field.AMOUNT, null));
        } else if (amount != null && currency == null) {
            cells.trouble(Troubles.currency(columns, cells.value(Field.CURRENCY)));
        }
        if (cells.trouble() != null) {
            return null;
        }
        Names key = new Names(names.worker(), names.email(), names.client(), names.project(), category + "\n" + vendor);
        return new ReceivedExpense(
                row.line(), row.raw(), sourceId, names, category, vendor, LocalDate.ofEpochDay(day),
                sourceId == null ? ordinals.next(day, key, notes) : 1, units, amount, amount == null ? null : currency, billable, reimbursable,
                Boolean.TRUE.equals(invoiced), approved == null ? Approval.UNSAID : approved ? Approval.APPROVED : Approval.UNAPPROVED,
                Boolean.TRUE.equals(deleted), receipt, notes, modifiedAt);
    }

    private long day() {
        String text = cells.value(Field.DATE);
        long day = text == null ? Calendars.NO_DATE : Calendars.date(text, 0, text.length(), dates);
        if (day == Calendars.NO_DATE) {
            cells.trouble(Troubles.date(columns, Field.DATE, text, dates));
        }
        return day;
    }

    private BigDecimal number(Field field, int decimals) {
        String text = cells.value(field);
        if (text == null) {
            return null;
        }
        BigDecimal number = Lengths.decimal(text, format.decimals());
        // three digits behind the only sign may as well be a group of thousands: 1,240
        boolean group = number != null && format.decimals() == SourceFormat.Decimals.AUTO && number.scale() == 3 && decimals != 3;
        if (number == null || group || number.stripTrailingZeros().scale() > decimals) {
            cells.trouble(Troubles.amount(columns, field, text));
            return null;
        }
        return number;
    }

    /** {@code EUR}, {@code Euro - EUR}, or what the amount's header says; null where nothing does. */
    private String currency() {
        String said = cells.value(Field.CURRENCY);
        String code = said != null ? said.substring(said.lastIndexOf(' ') + 1) : inHeader();
        String capitals = code == null ? null : code.toUpperCase(Locale.ROOT);
        if (capitals != null && !Currencies.known(capitals)) {
            cells.trouble(Troubles.currency(columns, said));
            return null;
        }
        return capitals;
    }

    /** Of the amount column that is filled. */
    private String inHeader() {
        for (int column : columns.of(Field.AMOUNT)) {
            Matcher named = IN_HEADER.matcher(columns.header().get(column));
            if (cells.value(column) != null) {
                return named.matches() ? named.group(1) : null;
            }
        }
        return null;
    }
}
