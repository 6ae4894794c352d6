package io.hourbook.xero;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.regex.Pattern;

/** Kinds of Xero's validation errors, by its own words, each with what to do about it. The first that fits counts. */
enum Refusal {
    NUMBER_TAKEN("must be unique|already exists with (this|the same) number", "DEL-403", "Xero has another document under this number", "a number that is free",
            "compare the two in Xero; give the other one another number, or void it; then replay this letter"),
    LOCKED("lock date|locked period|period is locked", "DEL-402", "the period is locked in Xero", "a date behind the lock date",
            "move the lock date in Xero back (Accounting, Advanced, Lock dates) and replay this letter; or close the period here as well, in"
                    + " mappings/periods.yaml: what comes late is then dated in the first open period"),
    NOT_EDITABLE("not of valid status for modification|payment or credit note allocated|cannot be (edited|modified|updated)", "DEL-415",
            "Xero does not let the document be changed any more", "a draft", "look in Xero at what became of it; then replay this letter"),
    CURRENCY("not subscribed to currency|invalid currency", "DEL-408", "the organisation does not keep this currency", "a currency of the organisation",
            "add the currency in Xero (Settings, Currencies), or bill in another one; then replay this letter"),
    TAX("tax ?type|tax ?rate|tax code", "DEL-407", "Xero does not know the tax type, or not for such a line", "a tax type of the organisation",
            "name it in mappings/target-names.csv, kind tax, ours the customer, the account or *, theirs the tax type such as OUTPUT2 or NONE"),
    ACCOUNT("account code|account id|accountcode|account .{0,60}(archived|not found|cannot be used)", "DEL-406",
            "Xero does not know an account, or not for such a document", "an account that is there and takes such lines; a journal takes no receivables, payables or bank account",
            "name it in mappings/target-names.csv, kind account, ours the account here, theirs its code there; or add it to Xero's chart and replay this letter"),
    TRACKING("tracking", "DEL-409", "Xero does not know a tracking category or its option", "a category and options that are there",
            "add the option in Xero and replay this letter; or name it in mappings/target-names.csv, kind project, service or worker"),
    CONTACT("contact", "DEL-404", "Xero does not take the contact", "an active contact",
            "name the contact in mappings/target-names.csv, kind counterparty, theirs its id in Xero; or take it out of Xero's archive and replay this letter"),
    OTHER("", "DEL-401", "Xero refuses the document", "a document that Xero takes",
            "put right what Xero names, in the mappings or there: a changed document goes out by itself, an unchanged one when this letter is replayed");

    private static final String STEP = "routes/deliver/http-target.camel.yaml to-accounting-endpoint";

    private final Pattern words;
    private final String code;
    private final String what;
    private final String want;
    private final String fix;

    Refusal(String words, String code, String what, String want, String fix) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        this.code = code;
        this.what = what;
        this.want = want;
        this.fix = fix;
    }

    /** @param messages Xero's own, at least one */
    static Refusal of(List<String> messages) {
        for (Refusal refusal : values()) {
            if (messages.stream().anyMatch(message -> refusal.words.matcher(message).find())) {
                return refusal;
            }
        }
        return OTHER;
    }

    /** @param more what else is known about it, or null */
    Finding finding(String reference, List<String> messages, String more) {
        String said = String.join("; ", messages);
        return new Finding(code, reference, what, more == null ? said : said + " (" + more + ")", want, STEP, fix);
    }
}
