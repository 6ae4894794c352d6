package io.hourbook.entry;

import io.hourbook.problem.Finding;

/** What became of one row of a source: an entry, an expense, a row that is rightly none, or a row that cannot be read. */
public sealed interface ReceivedRow permits ReceivedEntry, ReceivedExpense, ReceivedRow.Skipped, ReceivedRow.Malformed {

    /** The row's first line in its file, counted from 1, or its position in a feed. */
    long line();

    /** Not an entry and not meant to be: a running timer, a break, a holiday. */
    record Skipped(long line, String why) implements ReceivedRow {}

    /** Cannot be an entry as it stands; kept as a dead letter with its raw text. */
    record Malformed(long line, String raw, Finding finding) implements ReceivedRow {}
}
