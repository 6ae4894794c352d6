package io.hourbook.allocation;

import java.util.Locale;

/** The way an entry takes on one side; named as its route is. */
public enum Flow {
    PAYROLL,
    CONTRACTOR,
    BILLABLE,
    RETAINER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
