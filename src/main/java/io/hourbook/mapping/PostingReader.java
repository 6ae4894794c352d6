package io.hourbook.mapping;

import java.util.List;
import java.util.Map;

/** Reads which account stands for what, and checks that it is there and of the right kind. */
final class PostingReader {

    private final PolicyFile file;
    private final Map<String, Account> accounts;
    private final String accountsPath;
    private final Faults faults;

    PostingReader(PolicyFile file, Map<String, Account> accounts, String accountsPath, Faults faults) {
        this.file = file;
        this.accounts = accounts;
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
        Account account = accounts.get(id);
        if (id != null && account == null) {
            faults.add("MAP-121", cell.where(), role + " names what is not there", Faults.quoted(id),
                    "one of " + accountsPath + Nearest.hint(id, accounts.keySet()),
                    "add the account, or name another in posting.yaml");
        } else if (account != null && account.type() != null && !List.of(kinds).contains(account.type())) {
            faults.add("MAP-132", cell.where(), role + " is an account of another kind",
                    id + " is " + Cell.wordOf(account.type()) + " (" + account.at() + ")",
                    String.join(" or ", List.of(kinds).stream().map(Cell::wordOf).toList()), "name the right account");
        }
        return id;
    }
}
