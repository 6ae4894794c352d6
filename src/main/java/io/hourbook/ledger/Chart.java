package io.hourbook.ledger;

import io.hourbook.mapping.Account;
import io.hourbook.mapping.MappingBook;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The accounts of the books under names that plain-text ledgers take, each with one name and each name with one account. */
public final class Chart {

    /**
     * An account as it is posted to.
     *
     * @param path   {@code Assets:1200-Accounts-receivable:CUST-1001}
     * @param number of accounts.csv
     * @param name   as accounts.csv has it; with the party of a sub-account
     */
    public record Place(String path, String number, String name) {}

    private record Key(String root, String number, String party) {}

    private final Map<String, Account> accounts;
    private final Map<Key, Place> places = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** With every account of the book. */
    public Chart(MappingBook book) {
        accounts = book.accounts();
        accounts.values().stream()
                .sorted(Comparator.comparing(Account::account))
                .forEach(account -> account(account.account(), account.type()));
    }

    /** @param otherwise the type of an account that the mappings no longer have */
    public Place account(String number, Account.Type otherwise) {
        Key key = new Key(root(number, otherwise), number, null);
        Place known = places.get(key);
        if (known != null) {
            return known;
        }
        Account account = accounts.get(number);
        String name = account == null ? "not in accounts.csv" : account.name();
        return place(key, key.root + ":" + LedgerText.level(number + "-" + name), name);
    }

    /** The sub-account of a customer, vendor or retainer. */
    public Place account(String number, Account.Type otherwise, String party) {
        Place parent = account(number, otherwise);
        Key key = new Key(root(number, otherwise), number, party);
        Place known = places.get(key);
        return known != null ? known : place(key, parent.path + ":" + LedgerText.level(party), parent.name + ", " + party);
    }

    /** All that are known up to now, in order of name. */
    public Collection<Place> places() {
        return List.copyOf(places.values()).stream().sorted(Comparator.comparing(Place::path)).toList();
    }

    private Place place(Key key, String wanted, String name) {
        String path = wanted;
        for (int i = 2; !taken.add(path); i++) {
            path = wanted + "-" + i;
        }
        Place place = new Place(path, key.number, name);
        places.put(key, place);
        return place;
    }

    private String root(String number, Account.Type otherwise) {
        Account account = accounts.get(number);
        return switch (account == null ? otherwise : account.type()) {
            case ASSET -> "Assets";
            case LIABILITY -> "Liabilities";
            case EQUITY -> "Equity";
            case INCOME -> "Income";
            case EXPENSE -> "Expenses";
        };
    }
}
