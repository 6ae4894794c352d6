package io.hourbook.mapping;

import java.util.List;

/** Reads which account stands for what, and checks that it is there and of the right kind. */
final class PostingReader {

    private final PolicyFile file;
    private final Facts facts;
    private final String accountsPath;
    private final Faults faults;

    PostingReader(PolicyFile file, Facts facts, String accountsPath, Faults faults) {
        this.file = file;
        this.facts = facts;
        this.accountsPath = accountsPath;
        this.faults = faults;
    }

    Posting read() {
        return new Posting(
                account("bank", Account.Type.ASSET),
                account("receivable", Account.Type.ASSET),
                account("payable", Account.Type.LIABILITY),
                account("payroll_liabilities", Account.Type.LIABILITY),
                account("customer_deposits", Account.Type.LIABILITY),
                account("opening_balances", Account.Type.EQUITY),
                account("suspense", Account.Type.ASSET, Account.Type.LIABILITY),
                account("subcontractor_income", Account.Type.INCOME),
                account("subcontractors", Account.Type.EXPENSE));
    }

    private String account(String role, Account.Type... kinds) {
        Cell cell = file.cell(role);
        String id = cell.id(32);
        Account account = facts.accounts.get(id);
        if (id != null && account == null && !facts.unread.contains(Sheet.ACCOUNTS)) {
            faults.add("MAP-121", cell.where(), role + " " + Faults.quoted(id) + " is not in " + accountsPath, Faults.quoted(id),
                    "one that is there" + faults.hint(id, facts.accounts.keySet()),
                    "add the account, or name another in posting.yaml");
        } else if (account != null && account.type() != null && !List.of(kinds).contains(account.type())) {
            faults.add("MAP-132", cell.where(), role + " is an account of another kind",
                    id + " is " + Shapes.word(account.type()) + " (" + account.at() + ")",
                    String.join(" or ", List.of(kinds).stream().map(Shapes::word).toList()), "name the right account");
        }
        return id;
    }
}
