package io.hourbook.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What routes and mappings would make of recorded history, against what stands. Money is text.
 *
 * @param since     entries of earlier work dates were left as they stand; null: none were
 * @param moves     the first of them, by entry
 * @param documents the first of those that change, by reference
 * @param totals    what all documents of a type and currency come to, where that changes
 * @param moved     in the base currency: over all entries and journals, how far what they come to would be from what stands. An entry that
 *                  goes elsewhere counts with all it comes to
 * @param notes     what the check noted, cases of tables that do not come out among them
 * @param cases     the cases of tables that do not come out, with what was seen and wanted: for words, not for programs
 * @param broken    the laws of conservation that do not hold in what came of it, in sentences
 */
public record Preview(
        String since,
        Entries entries,
        List<Move> moves,
        int movesLeftOut,
        Map<String, Integer> outcomes,
        List<DocumentChange> documents,
        int documentsLeftOut,
        List<Total> totals,
        String baseCurrency,
        String moved,
        List<String> notes,
        @JsonIgnore List<Finding> cases,
        boolean conserved,
        List<String> broken,
        @JsonProperty("elapsed_ms") long elapsedMs) {

    /**
     * @param recorded all there are
     * @param replayed those that were allocated anew
     * @param waited   of all, those that waited to be allocated before, whatever the edit
     * @param moved    sides of entries that become another
     * @param byItself of these, those that the next run moves
     * @param kinds    {@code moved} by what happens
     */
    public record Entries(
            long recorded, long replayed, long waited, int moved, int byItself, Map<String, Integer> kinds) {}

    /** With the places of notes as the folder has them that the mappings were read from. */
    Preview notedIn(Path mappings) {
        return new Preview(
                since, entries, moves, movesLeftOut, outcomes, documents, documentsLeftOut, totals, baseCurrency, moved,
                notes.stream().map(note -> Places.in(mappings, note)).toList(), cases.stream().map(one -> Places.in(mappings, one)).toList(), conserved, broken, elapsedMs);
    }

    /** @param type as documents have it */
    public record Total(String type, String currency, String from, String to, String difference) {}
}
