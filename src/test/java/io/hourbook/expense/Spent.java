package io.hourbook.expense;

import io.hourbook.entry.Approval;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedExpense;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A row of an expense report: 100.00 USD for travel on 4 March 2025 by Ana Ruiz for Acme's website, billable, unless it says otherwise. */
final class Spent {

    private String id = "x-1";
    private String worker = "W01";
    private String client;
    private String project = "ACME-WEB";
    private String category = "Travel";
    private LocalDate date = LocalDate.of(2025, 3, 4);
    private BigDecimal units;
    private BigDecimal amount = new BigDecimal("100.00");
    private String currency = "USD";
    private Boolean billable = true;
    private Boolean reimbursable;
    private boolean invoiced;
    private Approval approval = Approval.APPROVED;
    private boolean deleted;
    private String receipt;
    private String notes = "";
    private Instant modifiedAt;
    private int ordinal = 1;

    static Spent row(String id) {
        Spent spent = new Spent();
        spent.id = id;
        return spent;
    }

    Spent by(String who) {
        worker = who;
        return this;
    }

    Spent on(String what, String whom) {
        project = what;
        client = whom;
        return this;
    }

    Spent category(String name) {
        category = name;
        return this;
    }

    Spent date(String day) {
        date = LocalDate.parse(day);
        return this;
    }

    Spent amount(String money, String in) {
        amount = new BigDecimal(money);
        currency = in;
        units = null;
        return this;
    }

    Spent units(String number) {
        units = new BigDecimal(number);
        amount = null;
        currency = null;
        return this;
    }

    Spent billable(Boolean yes) {
        billable = yes;
        return this;
    }

    Spent reimbursable(Boolean yes) {
        reimbursable = yes;
        return this;
    }

    Spent invoiced() {
        invoiced = true;
        return this;
    }

    Spent unapproved() {
        approval = Approval.UNAPPROVED;
        return this;
    }

    Spent deleted() {
        deleted = true;
        return this;
    }

    Spent receipt(String name) {
        receipt = name;
        return this;
    }

    Spent notes(String words) {
        notes = words;
        return this;
    }

    Spent modified(String at) {
        modifiedAt = Instant.parse(at);
        return this;
    }

    Spent ordinal(int number) {
        ordinal = number;
        return this;
    }

    ReceivedExpense received(long line) {
        return new ReceivedExpense(
                line, "row " + line + " of " + id, id, new Names(worker, null, client, project, null), category, null, date, ordinal, units, amount,
                currency, billable, reimbursable, invoiced, approval, deleted, receipt, notes, modifiedAt);
    }
}
