package io.hourbook.tryton;

import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The findings of this kind of target; each code has its section in docs/errors.md. */
final class Refusals {

    private static final String STEP = "routes/deliver/tryton-target.camel.yaml begin-conversation";
    private static final String REPLAY = "; then replay this letter";

    private Refusals() {}

    /** What Tryton's own rule says, with the cure where it is one that people meet. */
    static Finding ruled(Wording document, Fault fault) {
        if (fault.periodClosed()) {
            return closed(document, fault.words());
        }
        if (fault.outOfOrder()) {
            return finding("DEL-604", document, "does not number an invoice of a day before one that it has numbered", fault.words(),
                    "days that rise with the numbers",
                    "give each period there a sequence of its own, or deliver drafts (post: draft) and post them in order" + REPLAY);
        }
        return finding("DEL-601", document, "refuses the document for good", fault.words(), "a document that its rules let through",
                "put right what it names, there or in the mappings: a changed document goes out by itself, an unchanged one when this"
                        + " letter is replayed");
    }

    static Finding login(Settings settings, String where, String saw) {
        return new Finding("DEL-602", where, "target " + settings.target().target() + " refuses our login", saw,
                "the user's login and password", STEP,
                "correct user below settings and what token refers to, in mappings/targets.yaml: nothing is sent before, so that the user"
                        + " is not locked out; what waits goes out by itself");
    }

    static Finding noPeriod(Wording document, String day) {
        return closed(document, "no open period has " + day);
    }

    private static Finding closed(Wording document, String saw) {
        return finding("DEL-603", document, "has no open period for the document's day", saw, "an open period with " + document.text("date"),
                "open or create the period there, or close it here too (mappings/periods.yaml), so that corrections go to the next one"
                        + REPLAY);
    }

    static Finding notFound(Wording document, RecordKind kind, String name, int hits) {
        String called = name.isEmpty() ? "" : " " + name;
        String row = kind.namesKind() == null ? "name it below settings in mappings/targets.yaml"
                : "add a row to mappings/target-names.csv: " + document.target().target() + "," + kind.namesKind() + ",ours,theirs";
        return finding("DEL-605", document, (hits == 0 ? "has no " : "has more than one ") + kind.word() + called,
                hits + " records", "one", "create it there, or where it is called otherwise " + row + REPLAY);
    }

    static Finding incomplete(Wording document, String what) {
        return finding("DEL-605", document, "has party " + document.party() + " without " + what, null, what,
                "complete the party there" + REPLAY);
    }

    static Finding total(Wording document, BigDecimal there, BigDecimal here) {
        return finding("DEL-606", document, "comes to another amount", String.valueOf(there), here.toPlainString(),
                "look at the currency's digits and rounding there; the document was left as a draft" + REPLAY);
    }

    static Finding currency(Wording document, String theirs) {
        return finding("DEL-607", document, "keeps its books in another currency", theirs, document.text("baseCurrency"),
                "name the company that these books are of, with company below settings in mappings/targets.yaml" + REPLAY);
    }

    static Finding noPlace(Wording document) {
        return finding("DEL-607", document, "has no place for a " + document.text("type"), null, "an invoice, a bill, a credit or a journal",
                "send it elsewhere, with documents in mappings/targets.yaml" + REPLAY);
    }

    static Finding cancelled(Wording document) {
        return finding("DEL-608", document, "has the document cancelled: somebody did that there", null, "a draft, or one that is posted",
                "where that was wrong, set it back to draft there; where it was right, take its time out of the books here" + REPLAY);
    }

    static Finding twice(Wording document, int count) {
        return finding("DEL-609", document, "has more than one document with this reference", count + " documents", "one",
                "cancel or delete the wrong ones there" + REPLAY);
    }

    static Finding otherContent(Wording document) {
        return finding("DEL-610", document, "has the document posted, and not as we sent it", null, "the content that stands here",
                "compare the two; cancel the one there and give it another reference, or credit the difference by hand" + REPLAY);
    }

    static Finding edited(Wording document, Standing there, List<String> changes, Optional<String> writer) {
        String stands = writer.map(name -> "by " + name + ": ").orElse("")
                + (changes.isEmpty() ? there.json().path("lines").size() + " lines" : String.join("; ", changes));
        return finding("DEL-611", document, "has a draft that people have changed, and it is not overwritten", stands,
                document.empty() ? "nothing: its last line was taken back"
                        : document.json().path("lines").size() + " lines of " + document.text("total") + " " + document.text("currency"),
                "make the change in the tracker or the mappings too, and replay this letter; or write " + Standing.OVERWRITE
                        + " into its description or a line's there, or delete the draft there, so that Hourbook's stands, and replay this letter;"
                        + " or discard this letter, and it stays as people made it");
    }

    /** What Tryton does not tell a reading. */
    static Finding unread(Target target, String saw) {
        return new Finding("DEL-612", "target " + target.target(), "Tryton does not tell what changed there", saw,
                "invoices, bills and moves of one company, readable for our user", "routes/deliver/tryton-reader.camel.yaml ask-what-changed",
                "give the user of the target the groups Account and Account Administration there, and name the company below settings where it sees"
                        + " several; the next reading goes on by itself");
    }

    static Finding failed(Wording document, Fault fault) {
        return finding("DEL-601", document, "fails at the document again and again", fault.words(), "an answer to the call",
                "ask its keepers what its log says" + REPLAY);
    }

    private static Finding finding(String code, Wording document, String what, String saw, String want, String fix) {
        return new Finding(code, document.text("reference"), "target " + document.target().target() + " " + what, saw, want, STEP, fix);
    }
}
