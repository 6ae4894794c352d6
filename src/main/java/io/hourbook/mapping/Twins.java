package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.rate.Rate;
import io.hourbook.rate.RateTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Checks that nothing can be taken for another: two of one name, one e-mail address, one price on the same day. */
final class Twins {

    private final Facts facts;
    private final Faults faults;

    Twins(Facts facts, Faults faults) {
        this.facts = facts;
        this.faults = faults;
    }

    void check() {
        Map<String, String> seen = new HashMap<>();
        for (Worker worker : facts.workers.values()) {
            once(seen, "MAP-126", "two workers have one e-mail address", worker.email(), worker.email(), worker.at(),
                    "correct one of them, or leave it empty");
            name(seen, "workers", worker.name(), "", worker.at());
        }
        for (Client client : facts.clients.values()) {
            name(seen, "clients", client.name(), "", client.at());
        }
        for (Project project : facts.projects.values()) {
            name(seen, "projects of one client", project.name(), project.client(), project.at());
        }
        for (Service service : facts.services.values()) {
            name(seen, "services", service.name(), "", service.at());
        }
        for (ExpenseCategory category : facts.expenseCategories.values()) {
            name(seen, "expense categories", category.name(), "", category.at());
        }
        RateTable.ties(facts.rates.stream().filter(rate -> rate.from() != null).toList()).forEach(this::tie);
        parties();
    }

    private void name(Map<String, String> seen, String what, String name, String within, String at) {
        String identity = name == null ? null : what + "|" + within + "|" + FoldedName.of(name);
        once(seen, "MAP-127", "two " + what + " have one name", identity, name, at,
                "tell them apart in name; what a source calls them goes to names.csv");
    }

    private void tie(RateTable.Tie tie) {
        Rate rate = tie.second();
        List<String> names = Stream.of(rate.client(), rate.project(), rate.service(), rate.worker())
                .filter(Objects::nonNull).toList();
        faults.add("MAP-123", rate.at(), "two rates name the same and start on the same day",
                (names.isEmpty() ? "any work" : String.join(", ", names)) + " from " + rate.from() + ", the same at "
                        + tie.first().at(),
                "one rate for it", "take one out, or give it the day from which it holds");
    }

    private void once(Map<String, String> seen, String code, String what, String identity, String saw, String at, String fix) {
        if (identity == null) {
            return;
        }
        String first = seen.putIfAbsent(code + FoldedName.of(identity), at);
        if (first != null) {
            faults.add(code, at, what, Faults.quoted(saw) + ", the same at " + first, "one row that it can mean", fix);
        }
    }

    /** A document has one due date and one exchange rate: who shares a customer or a vendor shares the terms. */
    private void parties() {
        Map<String, Client> customers = new HashMap<>();
        for (Client client : facts.clients.values()) {
            Client first = client.customer() == null ? null : customers.putIfAbsent(client.customer() + client.currency(), client);
            if (first != null && (first.termsDays() != client.termsDays() || first.fxLock() != client.fxLock())) {
                apart("clients", "customer", client.customer(), client.at(), first.at(), "terms and fx_lock");
            }
        }
        Map<String, Worker> vendors = new HashMap<>();
        for (Worker worker : facts.workers.values()) {
            Worker first = worker.vendor() == null || !worker.contractor()
                    ? null : vendors.putIfAbsent(worker.vendor() + worker.costCurrency(), worker);
            if (first != null && first.termsDays() != worker.termsDays()) {
                apart("contractors", "vendor", worker.vendor(), worker.at(), first.at(), "terms");
            }
        }
    }

    private void apart(String who, String shared, String id, String at, String first, String what) {
        faults.add("MAP-131", at, "two " + who + " of one " + shared + " differ in " + what,
                Faults.quoted(id) + ", otherwise at " + first, "the same " + what + ", for they share a document",
                "make them agree, or give each its own " + shared);
    }
}
