package io.hourbook.quickbooks;

import java.util.Map;

/** What the cases of QuickBooks need beside those of other targets. */
public final class QuickBooksCases {

    private QuickBooksCases() {}

    /** The beans of the routes; each case looks ids up for itself. */
    public static Map<String, Object> beans() {
        return Map.of("quickBooks", new QuickBooks(Directory::new), "quickBooksReader", new QuickBooksReader());
    }
}
