package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the sandbox takes beyond what every accounting system wants: switched by people, forgotten with a restart. */
@Component
public class SandboxRulebook {

    static final Set<String> TYPES = Set.of("sales-invoice", "credit-note", "vendor-bill", "vendor-credit", "journal-entry", "payroll-batch");
    private static final int MOST = 10_000;
    private static final int LONGEST_MEMORY = 366 * 86_400;

    static final List<Switch> TABLE = List.of(
            new Switch("accounts", Switch.Kind.LIST, MOST, "the accounts that there are; a line with another is refused. None named: all are there", Set.of()),
            new Switch("counterparties", Switch.Kind.LIST, MOST, "the customers and vendors that there are; a document for another is refused. None named: all are there", Set.of()),
            new Switch("closedUpTo", Switch.Kind.DATE, 0, "the books are closed up to this day: a document of it or an earlier one is neither made nor changed", Set.of()),
            new Switch(
                    "duplicates", Switch.Kind.WORD, 0,
                    "a second document of the same reference under another key: conflict (409, as shipped), refuse (422, as a duplicate number), take (both stand there)",
                    Set.of("conflict", "refuse", "take")),
            new Switch("finalTypes", Switch.Kind.LIST, TYPES.size(), "types of documents that are final as soon as they are made", TYPES),
            Switch.number("rememberKeysSeconds", LONGEST_MEMORY, "how long a key is known; 0: for ever. Vendors forget: Xero after six minutes"));

    private volatile Switches switches = Switches.off(TABLE);

    ObjectNode json() {
        return switches.json();
    }

    /** @throws Switches.Refused where it says nothing that can be switched */
    void set(ObjectNode asked) {
        switches = Switches.read(TABLE, asked);
    }

    void end() {
        switches = Switches.off(TABLE);
    }

    boolean isOff() {
        return switches.isOff();
    }

    /** @return what the rules of now have against a document that is sound otherwise */
    List<String> complaints(JsonNode document) {
        Switches now = switches;
        Set<String> complaints = new LinkedHashSet<>();
        List<String> accounts = now.list("accounts");
        List<String> counterparties = now.list("counterparties");
        String counterparty = document.path("counterparty").asText("");
        if (!counterparties.isEmpty() && !counterparty.isEmpty() && !counterparties.contains(counterparty)) {
            complaints.add("there is no customer or vendor " + counterparty);
        }
        for (JsonNode line : document.path("lines")) {
            String account = line.path("account").asText("");
            if (!accounts.isEmpty() && !account.isEmpty() && !accounts.contains(account)) {
                complaints.add("there is no account " + account);
            }
        }
        closed(document.path("date").asText()).ifPresent(complaints::add);
        return new ArrayList<>(complaints);
    }

    /** @return what to say where a date is in a closed period */
    java.util.Optional<String> closed(String date) {
        LocalDate upTo = switches.date("closedUpTo");
        try {
            boolean closed = upTo != null && !LocalDate.parse(date).isAfter(upTo);
            return closed ? java.util.Optional.of("the period of " + date + " is closed: the books are closed up to " + upTo) : java.util.Optional.empty();
        } catch (DateTimeParseException notOne) {
            return java.util.Optional.empty();
        }
    }

    boolean takesDuplicates() {
        return switches.word("duplicates").equals("take");
    }

    boolean refusesDuplicates() {
        return switches.word("duplicates").equals("refuse");
    }

    boolean makesFinal(String type) {
        return switches.list("finalTypes").contains(type);
    }

    /** How long a key is known, or null for ever. */
    Duration memory() {
        int seconds = switches.number("rememberKeysSeconds");
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
}
