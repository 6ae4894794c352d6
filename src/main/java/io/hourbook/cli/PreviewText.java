package io.hourbook.cli;

import io.hourbook.money.Hours;
import io.hourbook.problem.Finding;
import io.hourbook.rehearsal.DocumentChange;
import io.hourbook.rehearsal.Face;
import io.hourbook.rehearsal.Move;
import io.hourbook.rehearsal.Preview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A preview in words for the terminal. */
final class PreviewText {

    /** So many entries, and so many documents, are told one by one; the rest is in {@code --json} and on the console. */
    private static final int MOST = 40;

    private final List<String> lines = new ArrayList<>();

    private PreviewText() {}

    static String of(Preview preview) {
        PreviewText text = new PreviewText();
        text.laws(preview);
        text.entries(preview);
        text.documents(preview);
        text.line("took", Hours.elapsed(preview.elapsedMs()) + "; nothing was sent, and nothing was written");
        return String.join(System.lineSeparator(), text.lines);
    }

    private void laws(Preview preview) {
        if (!preview.conserved()) {
            line("NOT CONSERVED", "what came of it breaks the laws of conservation; do not let it go in force");
            preview.broken().forEach(law -> line("", law));
        }
        // a case that says otherwise is the second entry of an edit: whoever tries the edit is to know
        preview.cases().stream().limit(MOST).forEach(this::failed);
        more(preview.cases().size(), Math.min(MOST, preview.cases().size()));
        // such as cases that are gone, of which nothing was seen
        preview.notes().stream().filter(note -> note.contains(".cases.") && preview.cases().stream().noneMatch(one -> first(one).equals(note)))
                .forEach(note -> line("note", note));
    }

    private void failed(Finding one) {
        line("note", first(one));
        if (one.saw() != null) {
            line("", "saw   " + one.saw());
        }
        if (one.want() != null) {
            line("", "want  " + one.want());
        }
    }

    private static String first(Finding one) {
        return one.text().lines().findFirst().orElse("");
    }

    private void entries(Preview preview) {
        Preview.Entries entries = preview.entries();
        line("replayed", entries.replayed() + " of " + entries.recorded() + " entries" + (preview.since() == null ? "" : ", since " + preview.since()));
        if (entries.waited() > 0) {
            line("", entries.waited() + " waited to be allocated, whatever is edited: the last run did not end, or files were just taken");
        }
        line("moves", entries.moved() == 0 ? "nothing" : count(entries.moved(), "side of an entry", "sides of entries") + ", of which the next run moves "
                + (entries.byItself() == entries.moved() ? "all" : entries.byItself() + "; the others keep what was agreed on until they are corrected"));
        for (Move.Kind kind : Move.Kind.values()) {
            Integer times = entries.kinds().get(kind.word());
            if (times != null) {
                line("", times + " " + kind.words());
            }
        }
        preview.moves().stream().limit(MOST).forEach(move -> lines.add("  " + move.source() + ":" + move.key() + "  " + move.workDate() + "  "
                + move.side() + "  " + difference(move.from(), move.to()) + (move.byItself() ? "  (by itself)" : "")));
        more(entries.moved(), Math.min(MOST, preview.moves().size()));
    }

    private void documents(Preview preview) {
        int all = preview.documents().size() + preview.documentsLeftOut();
        line("documents", all == 0 ? "none changes" : count(all, "document", "documents") + " would say something else");
        for (DocumentChange.Outcome outcome : DocumentChange.Outcome.values()) {
            Integer times = preview.outcomes().get(outcome.word());
            if (times != null) {
                line("", times + " " + outcome.words());
            }
        }
        preview.documents().stream().limit(MOST).forEach(change -> lines.add("  " + change.reference() + "  " + said(change.from(), change.currency())
                + " → " + said(change.to(), change.currency()) + base(change, preview.baseCurrency()) + "  " + change.outcome().words()
                + (change.corrects().isEmpty() ? "" : ": " + String.join(", ", change.corrects())) + (change.byItself() ? "  (by itself)" : "")));
        more(all, Math.min(MOST, preview.documents().size()));
        preview.totals().forEach(total -> line("total", total.type() + (total.currency() == null ? "" : " " + total.currency()) + "  " + total.from() + " → "
                + total.to() + "  " + (total.difference().startsWith("-") ? "" : "+") + total.difference()));
        line("moved", preview.moved() + " " + preview.baseCurrency() + " in all");
    }

    private static String said(DocumentChange.Said said, String currency) {
        if (said == null) {
            return "nothing";
        }
        String says = said.total() == null ? Hours.clock(said.seconds() == null ? 0 : said.seconds()) + " h" : said.total() + " " + currency;
        return says + " on " + count(said.lines(), "line", "lines");
    }

    private static String base(DocumentChange change, String currency) {
        return change.onlyBaseMoves()
                ? ", base total " + shown(change.from().baseTotal()) + " → " + shown(change.to().baseTotal()) + " " + currency : "";
    }

    /** What differs, and nothing else. */
    private static String difference(Face from, Face to) {
        if (from == null || to == null) {
            return (from == null ? "nothing" : all(from)) + " → " + (to == null ? "nothing" : all(to));
        }
        List<String> before = parts(from);
        List<String> after = parts(to);
        List<String> names = List.of("", "", "", "worker ", "client ", "project ", "service ", "account ", "in ", "", "at ", "", "", "drawn ", "rest ", "");
        List<String> words = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!Objects.equals(before.get(i), after.get(i))) {
                words.add(names.get(i) + (before.get(i) == null ? after.get(i) : before.get(i) + " → " + shown(after.get(i))));
            }
        }
        return String.join(", ", words);
    }

    private static String shown(String part) {
        return part == null ? "none" : part;
    }

    private static String all(Face face) {
        return String.join(" ", parts(face).stream().filter(Objects::nonNull).toList());
    }

    private static List<String> parts(Face face) {
        return Arrays.asList(
                face.reason() == null ? face.state() : face.state() + " (" + face.reason() + ")", null, face.flow(), face.worker(), face.client(), face.project(), face.service(), face.account(), face.document(),
                face.seconds() == null ? null : Hours.clock(face.seconds()), face.rate() == null ? null : face.rate() + " " + face.rateCurrency(), null,
                face.amount() == null ? null : face.amount() + " " + face.currency(), face.drawn(), face.rest(), face.codes());
    }

    private void more(int all, int shown) {
        if (all > shown) {
            lines.add("  … and " + (all - shown) + " more: --json has the first " + PreviewCommand.MOST);
        }
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void line(String label, String value) {
        lines.add(String.format("%-10s %s", label, value));
    }
}
