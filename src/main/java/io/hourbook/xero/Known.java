package io.hourbook.xero;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an organisation was asked once and need not be asked again while the process lives: calls are counted there. Nothing of it is
 * needed: whoever does not know asks. Before a document is refused for what is known here, it is asked again, once a pass.
 */
final class Known {

    private static final int MOST_CONTACTS = 20_000;

    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private volatile Organisation organisation;
    private volatile String reader;
    private volatile String refusedDrafts;
    private volatile String refusedSettled;

    /** The organisation, or null where nobody has asked. */
    Organisation organisation() {
        return organisation;
    }

    /** The currency of its books, or null where nobody has asked. */
    String baseCurrency() {
        return organisation == null ? null : organisation.baseCurrency();
    }

    /** @param pass which has asked */
    void organisation(Organisation answer, String pass) {
        organisation = answer;
        reader = pass;
    }

    /** Xero has refused something of that day for a lock date. @param settled whether it was to count there at once, or a draft */
    void refusedAsLocked(boolean settled, String pass) {
        if (settled) {
            refusedSettled = pass;
        } else {
            refusedDrafts = pass;
        }
    }

    /**
     * Whether Xero would refuse a document of that day. The year's lock holds for everybody; whether the period's does depends on whose
     * login it is, and of drafts Xero takes most: there what it refused in this pass counts.
     */
    boolean locked(LocalDate day, boolean settled, String pass) {
        Locks locks = organisation == null ? Locks.NONE : organisation.locks();
        boolean refused = pass.equals(settled ? refusedSettled : refusedDrafts);
        return settled && locks.forEverybody(day) || refused && locks.forSome(day);
    }

    /** Whether this pass has asked. */
    boolean readIn(String pass) {
        return pass.equals(reader);
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
