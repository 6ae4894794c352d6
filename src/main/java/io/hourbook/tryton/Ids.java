package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ids of the records that one document points to. What the target's directory does not have yet is looked up there, once. */
final class Ids {

    private final Wording document;
    private final Directory directory;
    private final Settings settings;
    /** What this document has found: another's refusal may empty the directory meanwhile. */
    private final Map<String, JsonNode> found = new HashMap<>();

    Ids(Wording document, Directory directory, Settings settings) {
        this.document = document;
        this.directory = directory;
        this.settings = settings;
    }

    /** The company comes first: what is looked up is looked up in it. */
    Optional<Question> aboutCompany() {
        return question(RecordKind.COMPANY, Set.of(settings.company()));
    }

    /** The next look-up that is still wanted before the document can be written. */
    Optional<Question> next(boolean withPeriod) {
        for (Map.Entry<RecordKind, Set<String>> each : wanted(withPeriod).entrySet()) {
            Optional<Question> question = question(each.getKey(), each.getValue());
            if (question.isPresent()) {
                return question;
            }
        }
        return Optional.empty();
    }

    private Map<RecordKind, Set<String>> wanted(boolean withPeriod) {
        Map<RecordKind, Set<String>> wanted = new LinkedHashMap<>();
        wanted.put(RecordKind.CURRENCY, Set.of(document.text("currency")));
        wanted.put(RecordKind.JOURNAL, Set.of(settings.journal(document)));
        wanted.put(RecordKind.ACCOUNT, document.accounts());
        wanted.put(RecordKind.TAX, document.taxes());
        if (document.party() != null) {
            wanted.put(RecordKind.PARTY, Set.of(document.party()));
        }
        if (document.invoice()) {
            wanted.put(RecordKind.CONFIGURATION, Set.of(RecordKind.ONLY));
        }
        if (withPeriod) {
            wanted.put(RecordKind.PERIOD, Set.of(document.text("date")));
        }
        return wanted;
    }

    private Optional<Question> question(RecordKind kind, Set<String> names) {
        List<String> unknown = names.stream().filter(name -> find(kind, name) == null).sorted().toList();
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        long company = kind == RecordKind.COMPANY ? 0 : company();
        return Optional.of(kind.question(unknown, company, records -> unknown.forEach(name -> keep(kind, name, records))));
    }

    private void keep(RecordKind kind, String name, JsonNode records) {
        List<JsonNode> hits = new ArrayList<>();
        records.forEach(record -> {
            if (kind.named(record, name)) {
                hits.add(record);
            }
        });
        if (hits.isEmpty() && kind == RecordKind.PERIOD) {
            throw new Problem(Refusals.noPeriod(document, name));
        } else if (hits.size() != 1) {
            throw new Problem(Refusals.notFound(document, kind, name, hits.size()));
        }
        directory.keep(kind, name, hits.get(0));
        found.put(kind + " " + name, hits.get(0));
    }

    private JsonNode find(RecordKind kind, String name) {
        return found.computeIfAbsent(kind + " " + name, any -> directory.find(kind, name).orElse(null));
    }

    private JsonNode known(RecordKind kind, String name) {
        JsonNode record = find(kind, name == null ? RecordKind.ONLY : name);
        if (record == null) {
            throw new Problem(Refusals.notFound(document, kind, name == null ? RecordKind.ONLY : name, 0));
        }
        return record;
    }

    private JsonNode theCompany() {
        return known(RecordKind.COMPANY, settings.company());
    }

    long company() {
        return theCompany().path("id").asLong();
    }

    /** The currency that its books are kept in. */
    String companyCurrency() {
        return theCompany().path("currency.").path("code").asText();
    }

    long currency() {
        return known(RecordKind.CURRENCY, document.text("currency")).path("id").asLong();
    }

    boolean foreign() {
        return !companyCurrency().equals(document.text("currency"));
    }

    long journal() {
        return known(RecordKind.JOURNAL, settings.journal(document)).path("id").asLong();
    }

    long account(String code) {
        return known(RecordKind.ACCOUNT, code).path("id").asLong();
    }

    boolean needsParty(String code) {
        JsonNode required = known(RecordKind.ACCOUNT, code).path("party_required");
        return required.asBoolean() || required.asInt() == 1;
    }

    long tax(String name) {
        return known(RecordKind.TAX, name).path("id").asLong();
    }

    long period() {
        return known(RecordKind.PERIOD, document.text("date")).path("id").asLong();
    }

    long party() {
        return known(RecordKind.PARTY, document.party()).path("id").asLong();
    }

    long address() {
        JsonNode address = known(RecordKind.PARTY, document.party()).path("addresses").path(0);
        if (address.isMissingNode()) {
            throw new Problem(Refusals.incomplete(document, "an address"));
        }
        return address.asLong();
    }

    /** The account of what a customer owes, or a supplier is owed: the party's own, else the one that holds for all. */
    long owed() {
        String side = document.outgoing() ? "receivable" : "payable";
        JsonNode own = known(RecordKind.PARTY, document.party()).path("account_" + side);
        JsonNode account = own.isNumber() ? own : known(RecordKind.CONFIGURATION, RecordKind.ONLY).path("default_account_" + side);
        if (!account.isNumber()) {
            throw new Problem(Refusals.incomplete(document, "an account " + side));
        }
        return account.asLong();
    }
}
