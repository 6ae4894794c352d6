package io.hourbook.xero;

/** Where documents stand in Xero: a resource of its API, with the names of its fields. */
enum Resource {
    INVOICES("Invoices", "InvoiceID", "InvoiceNumber", "LineItems"),
    CREDIT_NOTES("CreditNotes", "CreditNoteID", "CreditNoteNumber", "LineItems"),
    MANUAL_JOURNALS("ManualJournals", "ManualJournalID", "Narration", "JournalLines");

    private final String path;
    private final String id;
    private final String number;
    private final String lines;

    Resource(String path, String id, String number, String lines) {
        this.path = path;
        this.id = id;
        this.number = number;
        this.lines = lines;
    }

    /** Below the address of the API, and the name of the list in bodies. */
    String path() {
        return path;
    }

    /** The field of Xero's own id. */
    String id() {
        return id;
    }

    /** The field that people look a document up by. */
    String number() {
        return number;
    }

    String lines() {
        return lines;
    }

    boolean journal() {
        return this == MANUAL_JOURNALS;
    }
}
