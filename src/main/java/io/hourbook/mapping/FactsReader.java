package io.hourbook.mapping;

import io.hourbook.money.MoneyRounding;
import io.hourbook.rounding.TimeRule;
import java.util.List;
import java.util.function.Consumer;

/** Reads all tables into facts. */
final class FactsReader {

    private final MappingFiles files;
    private final Faults faults;
    private final Facts facts = new Facts();

    FactsReader(MappingFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
    }

    Facts read(TimeRule.Scope scope, MoneyRounding moneyRounding) {
        PartyRows parties = new PartyRows(facts, scope, moneyRounding);
        BookRows books = new BookRows(facts);
        each(Sheet.WORKERS, parties::worker);
        each(Sheet.CLIENTS, parties::client);
        each(Sheet.PROJECTS, parties::project);
        each(Sheet.SERVICES, books::service);
        each(Sheet.ACCOUNTS, books::account);
        each(Sheet.RATES, books::rate);
        each(Sheet.RETAINERS, books::retainer);
        each(Sheet.SOURCES, books::source);
        each(Sheet.NAMES, books::alias);
        each(Sheet.TARGET_NAMES, books::targetName);
        ExpenseRows expenses = new ExpenseRows(facts);
        each(Sheet.EXPENSE_CATEGORIES, expenses::category);
        each(Sheet.EXPENSE_RATES, expenses::rate);
        return facts;
    }

    private void each(Sheet sheet, Consumer<Row> row) {
        String path = files.shown(sheet.file());
        String text = files.text(sheet.file());
        int before = faults.count();
        List<Row> rows = text == null ? List.of() : new SheetReader(sheet, path, faults).read(text);
        if (sheet.needed() && !files.has(sheet.file())) {
            faults.add("MAP-001", path, "there is no such table", null, String.join(",", sheet.columns()),
                    "add the file; its header alone will do to begin with");
        }
        if (faults.count() > before || files.has(sheet.file()) && text == null) {
            facts.unread.add(sheet);
        }
        rows.forEach(row);
    }
}
