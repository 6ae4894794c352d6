package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The kinds of records that a document points to, and how each is looked up by what people call it. */
enum RecordKind {
    /** The one that the documents are of; by its party's name, or unnamed where the user sees only one. */
    COMPANY("company.company", "party.name", null, "currency.code"),
    CURRENCY("currency.currency", "code", null, "digits"),
    JOURNAL("account.journal", "code", null),
    ACCOUNT("account.account", "code", "account", "party_required"),
    PARTY("party.party", "code", "counterparty", "addresses", "account_receivable", "account_payable"),
    TAX("account.tax", "name", "tax"),
    /** The open one that a day is in, by that day. */
    PERIOD("account.period", null, null),
    /** What holds where a party says nothing. */
    CONFIGURATION("account.configuration", null, null, "default_account_receivable", "default_account_payable");

    /** Of what there is only one, so that it needs no name. */
    static final String ONLY = "";

    private final String model;
    private final String key;
    private final String namesKind;
    private final List<String> fields;

    /**
     * @param key       the field that has what people call it
     * @param namesKind the kind of row in target-names.csv that says otherwise, or null
     */
    RecordKind(String model, String key, String namesKind, String... fields) {
        this.model = model;
        this.key = key;
        this.namesKind = namesKind;
        this.fields = List.of(fields);
    }

    /** The kind of row in target-names.csv that says what it is called there, or null. */
    String namesKind() {
        return namesKind;
    }

    /** As a sentence has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param company its id; any where it is the company that is looked up */
    Question question(Collection<String> names, long company, Consumer<JsonNode> then) {
        List<String> wanted = new ArrayList<>(fields);
        if (key != null) {
            wanted.add(key);
        }
        if (this == CONFIGURATION) {
            // the only one of its kind; it answers with defaults where nobody has written it yet
            return Question.read(model, "read", Rpc.array(Rpc.array(1), Rpc.all(wanted)), then);
        }
        String name = names.iterator().next();
        ArrayNode conditions = Rpc.array();
        if (this == PERIOD) {
            LocalDate day = LocalDate.parse(name);
            conditions.add(Rpc.where("start_date", "<=", day)).add(Rpc.where("end_date", ">=", day))
                    .add(Rpc.where("type", "=", "standard")).add(Rpc.where("state", "=", "open"));
        } else if (!name.isEmpty()) {
            conditions.add(Rpc.where(key, "in", Rpc.all(names)));
        }
        if (this == PERIOD || this == ACCOUNT || this == TAX) {
            conditions.add(Rpc.where("company", "=", company));
        }
        return Question.search(model, conditions, then, wanted.toArray(String[]::new));
    }

    /** Whether a record that was found is the one of this name. */
    boolean named(JsonNode record, String name) {
        return key == null || this == COMPANY || record.path(key).asText().equals(name);
    }
}
