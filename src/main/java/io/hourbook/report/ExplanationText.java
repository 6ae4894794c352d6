package io.hourbook.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.ledger.LedgerText;
import io.hourbook.money.Hours;
import java.util.List;

/** An explanation in words, in the order in which it happened. */
final class ExplanationText {

    private static final int LABEL = 10;
    private static final int DEEP = LABEL + 6;
    private static final int LONGEST_ROW = 4_000;

    private final StringBuilder text = new StringBuilder();
    private JsonNode shownExchange;

    String of(Explanation explanation) {
        if (explanation.entries().size() > 1) {
            line(0, explanation.entries().size() + " entries of " + explanation.source() + " may be meant by " + explanation.key());
        }
        explanation.entries().forEach(this::entry);
        explanation.expenses().forEach(this::expense);
        return text.toString();
    }

    private void entry(Explanation.Entry entry) {
        line(0, entry.entry() + ", revision " + entry.revision());
        say("waiting", entry.waiting());
        received(entry);
        names(entry.names());
        Explanation.Time time = entry.time();
        say("time", length(time.seconds()) + " on " + time.workDate()
                + (time.timed() ? ", from " + time.wallStart().replace('T', ' ') + " " + time.zone() + " (" + time.startAt() + ")" : ""));
        Explanation.Said said = entry.said();
        say("marked", (said.billable() ? "billable" : "not billable") + (said.invoiced() ? ", already invoiced" : "")
                + ", approval " + said.approval());
        say("notes", said.notes());
        said.suspicions().forEach(suspicion -> say("suspicion", suspicion));
        said.overlaps().forEach(other -> say("overlaps", other));
        if (said.conflict()) {
            say("conflict", "two revisions whose order cannot be told");
        }
        pay(entry.pay());
        bill(entry.bill());
        entry.deadLetters().forEach(letter -> say(
                "dead", letter.state() + " letter " + letter.id() + ": " + letter.where() + ": " + letter.code() + " " + letter.what()
                        + "; " + letter.fix()));
    }

    private void expense(Explanation.Spent spent) {
        line(0, spent.expense() + ", revision " + spent.revision() + (spent.deleted() ? ", no more by its source" : ""));
        say("waiting", spent.waiting());
        for (Explanation.EarlierRow earlier : spent.earlier()) {
            say("earlier", "revision " + earlier.revision() + ", " + place(earlier.row()) + ", replaced in run " + earlier.replacedInRun());
            line(DEEP, LedgerText.line(earlier.row().raw(), LONGEST_ROW));
            changes(earlier.changes());
        }
        say("received", place(spent.row()));
        line(DEEP, LedgerText.line(spent.row().raw(), LONGEST_ROW));
        name("worker", spent.worker());
        name("client", spent.client());
        name("project", spent.project());
        name("category", spent.category());
        say("spent", (spent.amount() == null ? spent.units() + " units" : spent.amount() + " " + spent.currency()) + " on " + spent.spentOn()
                + (spent.vendor() == null ? "" : " at " + spent.vendor()));
        say("receipt", spent.receipt());
        say("notes", spent.notes());
        side("pay", spent.pay());
        side("bill", spent.bill());
    }

    private void side(String name, Explanation.SpentSide side) {
        line(2, name + " side: " + standing(side.standing(), null));
        say("do", side.standing().fix());
        shownExchange = side.exchange();
        if (exchanged(side.exchange())) {
            say("exchange", words(side.exchange()));
        }
        say("amount", side.calculation());
        if (side.account() != null) {
            say("account", account(side.account()));
        }
        documents(side.documents());
    }

    private void changes(List<Explanation.Change> changes) {
        changes.forEach(change -> line(
                DEEP, change.field() + ": \"" + LedgerText.line(change.before()) + "\" became \"" + LedgerText.line(change.after()) + "\""));
    }

    private void received(Explanation.Entry entry) {
        for (Explanation.Earlier earlier : entry.earlier()) {
            say("earlier", "revision " + earlier.revision() + ", " + place(earlier.row()) + ", replaced in run " + earlier.replacedInRun());
            line(DEEP, LedgerText.line(earlier.row().raw(), LONGEST_ROW));
            changes(earlier.changes());
        }
        say("received", place(entry.row()));
        line(DEEP, LedgerText.line(entry.row().raw(), LONGEST_ROW));
    }

    private static String place(Explanation.Row row) {
        return row.file() + ":" + row.line() + ", taken " + row.takenAt() + " in run " + row.run();
    }

    private void names(Explanation.Names names) {
        name("worker", names.worker());
        name("client", names.client());
        name("project", names.project());
        name("service", names.service());
    }

    private void name(String label, Explanation.Name name) {
        String received = name.received() == null ? "not named" : "\"" + LedgerText.line(name.received()) + "\"";
        say(label, name.id() == null
                ? received + (name.why() == null ? "" : ": " + name.why())
                : (name.received() == null ? "" : received + " is ") + name.id() + ", " + name.name() + " (" + name.at() + ")");
    }

    private void pay(Explanation.Pay pay) {
        line(2, "pay side: " + standing(pay.standing(), pay.flow()));
        say("do", pay.standing().fix());
        if (pay.costRate() != null) {
            say("cost rate", pay.costRate() + " " + pay.currency() + " an hour");
        }
        say("amount", pay.calculation());
        for (Explanation.Part part : pay.parts()) {
            say(part.code(), length(part.seconds()) + " on " + part.workDate() + ", week of " + part.week() + ": " + part.seconds() + " s × "
                    + pay.costRate() + " × " + part.multiplier() + " ÷ 3600 s = " + part.labour() + " " + pay.currency() + " to "
                    + account(part.account()) + ", rounded in the journal only");
        }
        pay.flags().forEach(flag -> say("flag", flag));
        documents(pay.documents());
    }

    private void bill(Explanation.Bill bill) {
        line(2, "bill side: " + standing(bill.standing(), bill.flow()));
        say("do", bill.standing().fix());
        if (bill.seconds() != null) {
            say("rounded", length(bill.rawSeconds()) + " to " + length(bill.seconds()) + ", by \"" + bill.timeRule() + "\"");
        }
        bill.roundedWith().forEach(other -> line(
                DEEP, other.entry() + ": " + length(other.rawSeconds()) + " to " + length(other.seconds())));
        if (bill.rate() != null) {
            say("rate", bill.rate().rate() + " " + bill.rate().currency() + " an hour (" + bill.rate().at() + ")");
        }
        shownExchange = bill.exchange();
        if (exchanged(bill.exchange())) {
            say("exchange", words(bill.exchange()));
        }
        say("amount", bill.calculation());
        Explanation.Drawn drawn = bill.retainer();
        if (drawn != null) {
            say("retainer", drawn.retainer() + " paid " + drawn.drawnAmount() + " (" + length(drawn.drawnSeconds()) + ") in " + drawn.period()
                    + ", left " + drawn.restAmount() + " (" + length(drawn.restSeconds()) + ")"
                    + (drawn.restHeld() ? ", which waits for a top-up" : ""));
        }
        documents(bill.documents());
    }

    private static boolean exchanged(JsonNode exchange) {
        return exchange != null && exchange.hasNonNull("rate");
    }

    private static String words(JsonNode exchange) {
        return "1 " + exchange.path("from").asText() + " = " + exchange.path("rate").asText() + " " + exchange.path("to").asText() + ", "
                + exchange.path("source").asText() + " of " + exchange.path("date").asText() + " (" + exchange.path("id").asText() + ")";
    }

    /** Where the rate is that of the document's date, or a retainer left a rest in another currency, the line was priced anew. */
    private void pricedAnew(Explanation.Line line) {
        JsonNode exchange = line.sent().path("exchange");
        if (!line.gathers() && exchanged(exchange) && !exchange.equals(shownExchange)) {
            JsonNode original = line.sent().path("original");
            line(DEEP + 2, "from " + original.path("amount").asText() + " " + original.path("currency").asText() + " at " + words(exchange));
        }
    }

    private void documents(List<Explanation.Document> documents) {
        for (Explanation.Document document : documents) {
            say("on", document.reference() + ", " + document.type() + ", " + document.status() + ", of " + document.date()
                    + (document.total() == null ? "" : ", total " + document.total() + " " + document.currency()));
            for (Explanation.Line line : document.lines()) {
                line(DEEP, words(line, document.currency()));
                pricedAnew(line);
            }
            line(DEEP, delivered(document));
            if (document.people() != null) {
                line(DEEP, "by people: " + document.people());
            }
            document.releases().forEach(release -> line(
                    DEEP, "revision " + release.revision() + " released by " + LedgerText.line(release.by()) + " at " + release.at()
                            + (release.evenUnfinished() ? ", although its period had not ended" : "")
                            + (release.note() == null ? "" : ": " + LedgerText.line(release.note()))));
            document.deliveries().stream()
                    .filter(delivery -> delivery.attempts() > 0 || delivery.answer() != null)
                    .forEach(delivery -> line(DEEP, "revision " + delivery.revision() + " " + delivery.state() + " after " + delivery.attempts()
                            + (delivery.attempts() == 1 ? " attempt" : " attempts") + (delivery.answerStatus() == null ? "" : ", answer " + delivery.answerStatus())
                            + (delivery.answer() == null ? "" : " " + LedgerText.line(delivery.answer()))));
        }
    }

    private static String words(Explanation.Line line, String currency) {
        return "line " + line.line()
                + (line.amount() == null ? "" : ": " + (line.side() == null ? "" : line.side() + " ") + line.amount() + " " + currency)
                + (line.account() == null ? "" : " to " + account(line.account()))
                + (line.seconds() == null ? "" : ", " + length(line.seconds()))
                + (line.gathers() ? ", with other entries" : "")
                + (line.reverses() == null ? "" : ", takes back " + line.reverses())
                + (line.untilRevision() == null ? "" : ", until revision " + line.untilRevision())
                + (line.mapping() == null ? "" : ", mappings " + line.mapping())
                + (line.version() == null ? "" : ", " + LedgerText.line(line.version().words()));
    }

    private static String delivered(Explanation.Document document) {
        String id = document.targetId() == null ? "" : " as " + document.targetId();
        if (document.delivered()) {
            return "at " + document.target() + id + ", revision " + document.revision()
                    + (document.deliveredAt() == null ? "" : ", since " + document.deliveredAt());
        }
        String waits = waitsFor(document);
        return document.deliveredRevision() == 0
                ? "not yet at " + document.target() + id + (waits == null ? "" : ": " + waits)
                : "at " + document.target() + id + " in revision " + document.deliveredRevision() + "; revision " + document.revision()
                        + (waits == null ? " is on its way" : " " + waits);
    }

    /** What the newest content waits for, or null where it is on its way or refused. */
    private static String waitsFor(Explanation.Document document) {
        Explanation.Delivery newest = document.deliveries().stream()
                .filter(delivery -> delivery.revision() == document.revision() && delivery.state().equals("waiting"))
                .findFirst().orElse(null);
        if (newest == null || newest.attempts() > 0 && newest.dueOn() != null) {
            return null;
        }
        if (newest.dueOn() != null) {
            return "may go out from " + newest.dueOn() + " on";
        }
        return document.releases().isEmpty()
                ? "waits for its release"
                : "has changed since revision " + document.releases().get(document.releases().size() - 1).revision()
                        + " was released, and waits for its release";
    }

    private static String standing(Explanation.Standing standing, String flow) {
        return standing.state() + (flow == null ? "" : ", " + flow) + (standing.reason() == null ? "" : ", " + standing.reason())
                + (standing.detail() == null ? "" : ": " + standing.detail())
                + (standing.mapping() == null ? "" : " (mappings " + standing.mapping() + ")");
    }

    private static String account(Explanation.Account account) {
        return account.account() + (account.name() == null ? "" : " " + account.name());
    }

    private static String length(long seconds) {
        return seconds + " s (" + Hours.clock(seconds) + " h)";
    }

    private void say(String label, String words) {
        if (words != null && !words.isBlank()) {
            line(4, label + " ".repeat(Math.max(1, LABEL - label.length())) + LedgerText.line(words, LONGEST_ROW));
        }
    }

    /** What came from outside may hold control characters, and this goes to a terminal. */
    private void line(int indent, String words) {
        text.append(" ".repeat(indent)).append(LedgerText.shown(words)).append('\n');
    }
}
