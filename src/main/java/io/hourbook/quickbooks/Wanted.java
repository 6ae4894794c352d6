package io.hourbook.quickbooks;

import io.hourbook.mapping.TargetNames;

/**
 * Something whose id there is needed.
 *
 * @param kind what it is
 * @param ours as the books call it
 * @param name as QuickBooks calls it
 */
record Wanted(Kind kind, String ours, String name) {

    /** What bodies refer to by id. */
    enum Kind {
        CUSTOMER("Customer", "DisplayName", TargetNames.Kind.COUNTERPARTY),
        VENDOR("Vendor", "DisplayName", TargetNames.Kind.COUNTERPARTY),
        EMPLOYEE("Employee", "DisplayName", TargetNames.Kind.WORKER),
        ITEM("Item", "Name", TargetNames.Kind.ITEM),
        ACCOUNT("Account", "Name", TargetNames.Kind.ACCOUNT),
        PROJECT_CLASS("Class", "Name", TargetNames.Kind.PROJECT),
        SERVICE_CLASS("Class", "Name", TargetNames.Kind.SERVICE),
        WORKER_CLASS("Class", "Name", TargetNames.Kind.WORKER);

        private final String word;
        private final String name;
        private final TargetNames.Kind names;

        Kind(String word, String name, TargetNames.Kind names) {
            this.word = word;
            this.name = name;
            this.names = names;
        }

        /** As queries name it. */
        String word() {
            return word;
        }

        /** The field that it is asked for by. */
        String nameField() {
            return name;
        }

        /** Its rows in target-names.csv. */
        TargetNames.Kind names() {
            return names;
        }

        /** Lists that are short and whose numbers cannot be asked for are read whole. */
        boolean readWhole() {
            return this != CUSTOMER && this != VENDOR && this != EMPLOYEE;
        }
    }
}
