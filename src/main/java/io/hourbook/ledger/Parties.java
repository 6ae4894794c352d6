package io.hourbook.ledger;

import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import java.util.HashMap;
import java.util.Map;

/** What customers and vendors of the books are called, as ledgers take it. */
public final class Parties {

    static final String EMPLOYEES = "Employees";

    private final Map<String, Client> clients;
    private final Map<String, String> customers = new HashMap<>();
    private final Map<String, String> vendors = new HashMap<>();

    /** Those of the book. */
    public Parties(MappingBook book) {
        clients = book.clients();
        for (Client client : clients.values()) {
            if (client.customer() != null) {
                customers.putIfAbsent(client.customer(), client.name());
            }
        }
        for (Worker worker : book.workers().values()) {
            if (worker.vendor() != null) {
                vendors.putIfAbsent(worker.vendor(), worker.name());
            }
        }
    }

    /** By name where the mappings have the party, else by its id; employees where there is none. */
    public String payee(String type, String counterparty) {
        if (counterparty == null) {
            return EMPLOYEES;
        }
        Map<String, String> names = type.startsWith("vendor-") ? vendors : customers;
        return shown(names.getOrDefault(counterparty, counterparty), counterparty);
    }

    /** The name of a client, or its id where the mappings have it no more. */
    public String client(String id) {
        Client client = clients.get(id);
        return shown(client == null ? id : client.name(), id);
    }

    /** @return the books' customer of a client, or null */
    public String customer(String id) {
        Client client = clients.get(id);
        return client == null ? null : client.customer();
    }

    private static String shown(String name, String id) {
        String payee = LedgerText.payee(name);
        return payee.isEmpty() ? "Party " + LedgerText.payee(id) : payee;
    }
}
