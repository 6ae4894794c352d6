package io.hourbook.console;

import io.hourbook.money.Hours;
import io.hourbook.rehearsal.DocumentChange;
import io.hourbook.rehearsal.Face;
import io.hourbook.rehearsal.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What an entry or a document comes to, as a page says it. Expressions of templates ask it. */
final class PreviewWords {

    /** What an entry comes to, without what is the same on the other side of the arrow. */
    public String face(Face face, Face other) {
        if (face == null) {
            return "nothing";
        }
        List<String> words = new ArrayList<>();
        words.add(face.reason() == null ? face.state() : face.state() + ": " + face.reason());
        Face than = other == null ? new Face(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null) : other;
        add(words, "", face.flow(), than.flow());
        add(words, "worker ", face.worker(), than.worker());
        add(words, "client ", face.client(), than.client());
        add(words, "project ", face.project(), than.project());
        add(words, "service ", face.service(), than.service());
        add(words, "account ", face.account(), than.account());
        add(words, "in ", face.document(), than.document());
        add(words, "", hours(face), hours(than));
        add(words, "at ", joined(face.rate(), face.rateCurrency()), joined(than.rate(), than.rateCurrency()));
        add(words, "", joined(face.amount(), face.currency()), joined(than.amount(), than.currency()));
        add(words, "drawn ", face.drawn(), than.drawn());
        add(words, "rest ", face.rest(), than.rest());
        add(words, "", face.codes(), than.codes());
        return String.join(", ", words);
    }

    private static void add(List<String> words, String name, String mine, String others) {
        if (mine != null && !Objects.equals(mine, others)) {
            words.add(name + mine);
        }
    }

    private static String hours(Face face) {
        return face.seconds() == null ? null : Hours.clock(face.seconds()) + " h";
    }

    private static String joined(String amount, String currency) {
        return amount == null ? null : amount + " " + currency;
    }

    public String kind(String word) {
        return Move.Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')).words();
    }

    public String outcome(String word) {
        return DocumentChange.Outcome.valueOf(word.toUpperCase(Locale.ROOT)).words();
    }

    /** What a document comes to before or after; also in the books' currency, where only that changes. */
    public String said(DocumentChange change, boolean before, String baseCurrency, Figures figures) {
        DocumentChange.Said said = before ? change.from() : change.to();
        String base = change.onlyBaseMoves()
                ? "; base total " + (said.baseTotal() == null ? "none" : figures.money(said.baseTotal(), baseCurrency) + " " + baseCurrency) : "";
        return said(said, change.currency(), figures) + base;
    }

    /** {@code 31,948.00 USD, 92 lines}; hours of payroll. */
    private static String said(DocumentChange.Said said, String currency, Figures figures) {
        if (said == null) {
            return "–";
        }
        String says = said.total() == null
                ? (said.seconds() == null ? "0:00" : Hours.clock(said.seconds())) + " h"
                : figures.money(said.total(), currency) + " " + currency;
        return says + ", " + figures.count(said.lines()) + (said.lines() == 1 ? " line" : " lines");
    }
}
