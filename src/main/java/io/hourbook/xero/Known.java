package io.hourbook.xero;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an organisation was asked once and need not be asked again while the process lives: calls are counted there. Nothing of it is
 * needed: whoever does not know asks.
 */
final class Known {

    private static final int MOST_CONTACTS = 20_000;

    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private volatile String baseCurrency;

    /** The currency of its books, or null where nobody has asked. */
    String baseCurrency() {
        return baseCurrency;
    }

    void baseCurrency(String currency) {
        baseCurrency = currency;
    }

    /** The id of a contact, or null where nobody has asked. A journal has none and needs none. */
    String contact(Counterparty party) {
        return party.id().orElseGet(() -> contacts.get(party.where()));
    }

    void contact(Counterparty party, String id) {
        if (contacts.size() >= MOST_CONTACTS) {
            contacts.clear();
        }
        contacts.put(party.where(), id);
    }

    /** One that was refused is asked for anew. */
    void forget(Counterparty party) {
        contacts.remove(party.where());
    }
}
