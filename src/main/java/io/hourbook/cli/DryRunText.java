package io.hourbook.cli;

import io.hourbook.rehearsal.DryRun;

/** A pass that was only rehearsed, in words for the terminal. */
final class DryRunText {

    private DryRunText() {}

    static String of(DryRun came) {
        StringBuilder text = new StringBuilder(SummaryText.of(came.summary()).replaceFirst("^Run ", "Dry run ")
                .replaceFirst("(\\d+) to be tried again", "$1 to be sent"));
        line(text, "would send", came.sends().isEmpty() ? "nothing" : "");
        came.sends().forEach(send -> line(text, "", send.documents() + " " + send.type() + (send.currency() == null ? "" : " " + send.currency())
                + (send.total() == null ? "" : ", " + send.total()) + ", to " + send.target()));
        came.waits().forEach(reason -> line(text, "waits", reason + ": for a second person; taken here as if approved"));
        came.notes().stream().filter(note -> note.contains(".cases.")).forEach(note -> line(text, "note", note));
        line(text, "", "nothing was sent, and nothing was written");
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(System.lineSeparator()).append(String.format("%-10s %s", label, value).stripTrailing());
    }
}
