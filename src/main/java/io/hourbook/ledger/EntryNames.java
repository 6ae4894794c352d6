package io.hourbook.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers entry names into rows of ten, so that a month of them is neither one endless line nor all in memory. */
final class EntryNames {

    private static final int PER_ROW = 10;

    private EntryNames() {}

    /** @param row takes up to ten names parted by spaces */
    static void inRows(Posting.Entries entries, Consumer<String> row) {
        List<String> names = new ArrayList<>(PER_ROW);
        entries.each(name -> {
            names.add(LedgerText.id(name));
            if (names.size() == PER_ROW) {
                row.accept(String.join(" ", names));
                names.clear();
            }
        });
        if (!names.isEmpty()) {
            row.accept(String.join(" ", names));
        }
    }
}
