package io.hourbook.report;

import java.util.Locale;

/** A month's summary as a page of plain text. */
final class MonthText {

    private final StringBuilder text = new StringBuilder();

    String of(MonthSummary month) {
        line(month.month() + (month.closed() ? " is closed cleanly." : " is not closed:"));
        month.openBecause().forEach(why -> line("  - " + why));
        line("");
        line("Written " + month.writtenAt() + (month.run() == null ? "" : " after run " + month.run()) + ", mappings "
                + month.mappingVersion() + ". " + (month.conserved() ? "Everything received is accounted for." : ""));
        if (!month.holds().isEmpty()) {
            title("On hold");
            month.holds().forEach(held -> line("  %-40s %6d entries %14s hours", HoldWords.means(held.reason()), held.entries(), held.hours()));
        }
        if (month.earlierHolds() > 0) {
            line("");
            line("Of earlier months " + month.earlierHolds() + " entries wait; they keep those months open.");
        }
        if (!month.deadLetters().isEmpty()) {
            title("Dead letters");
            month.deadLetters().forEach(letters -> line("  %-40s %6d", letters.code(), letters.letters()));
        }
        title("Documents");
        month.documents().forEach(group -> line(
                "  %-16s %-4s %6d, delivered %6d %20s", group.type(), group.currency() == null ? "" : group.currency(),
                group.documents(), group.delivered(), group.total() == null ? "" : group.total().toPlainString()));
        title("Retainers");
        line("  %-24s %-4s %14s %14s %14s %14s", "", "", "opening", "prepaid", "drawn", "closing");
        month.retainers().forEach(one -> line(
                "  %-24s %-4s %14s %14s %14s %14s%s", one.retainer(), one.currency(), one.opening().toPlainString(),
                one.prepaid().toPlainString(), one.drawn().toPlainString(), one.closing().toPlainString(),
                one.correctedLater().signum() == 0 ? "" : "  (" + one.correctedLater().toPlainString() + " corrected later in the books)"));
        title("Files");
        month.files().forEach(file -> line("  " + file));
        return text.toString();
    }

    private void title(String words) {
        line("");
        line(words);
    }

    private void line(String words) {
        text.append(words.stripTrailing()).append('\n');
    }

    private void line(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }
}
