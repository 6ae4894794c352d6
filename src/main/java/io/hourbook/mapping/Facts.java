package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.rate.Rate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tables say, row by row, before it is checked as a whole. */
final class Facts {

    final Map<String, Worker> workers = new LinkedHashMap<>();
    final Map<String, Client> clients = new LinkedHashMap<>();
    final Map<String, Project> projects = new LinkedHashMap<>();
    final Map<String, Service> services = new LinkedHashMap<>();
    final Map<String, Account> accounts = new LinkedHashMap<>();
    final Map<String, Retainer> retainers = new LinkedHashMap<>();
    final Map<String, Source> sources = new LinkedHashMap<>();
    final List<Rate> rates = new ArrayList<>();
    final List<Alias> aliases = new ArrayList<>();
    final Map<String, ExpenseCategory> expenseCategories = new LinkedHashMap<>();
    final List<ExpenseRate> expenseRates = new ArrayList<>();
    /** By target, with the place of its first row. */
    final Map<String, TargetNames> targetNames = new LinkedHashMap<>();
    final Map<String, String> targetNamesAt = new LinkedHashMap<>();

    /** Tables with a row or more that could not be read: what is missing there may well have been written. */
    final Set<Sheet> unread = EnumSet.noneOf(Sheet.class);

    private final Map<String, String> firstPlaces = new HashMap<>();

    /** Keeps a record under its key; a key that stands there already, in any spelling, is told with both lines. */
    <T> void keep(Map<String, T> records, String key, T record, Row row) {
        if (key == null) {
            return;
        }
        if (once(row, "the key " + Faults.quoted(key), row.path() + "|" + FoldedName.of(key))) {
            records.put(key, record);
        }
    }

    /** Whether this is the first row of its kind; says so where it is not. */
    boolean once(Row row, String what, String identity) {
        String first = firstPlaces.putIfAbsent(identity, row.at());
        if (first == null) {
            return true;
        }
        row.faults().add("MAP-120", row.at(), what + " is there twice", "the same at " + first, "one row for it",
                "take one of the two rows out, or rename one");
        return false;
    }
}
