package io.hourbook.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param broken    the laws of conservation that do not hold in what came of it, in sentences
 */
public record Preview(
        @JsonInclude(JsonInclude.Include.NON_NULL) String since,
        Entries entries,
        List<Move> moves,
        @JsonProperty("moves_left_out") int movesLeftOut,
        Map<String, Integer> outcomes,
        List<DocumentChange> documents,
        @JsonProperty("documents_left_out") int documentsLeftOut,
        List<Total> totals,
        @JsonProperty("base_currency") String baseCurrency,
        String moved,
        List<String> notes,
        boolean conserved,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> broken,
        @JsonProperty("elapsed_ms") long elapsedMs) {

    /** So many moves are told one by one, and so many documents. */
    public static final int MOST = 10_000;

    /**
     * @param recorded all there are
     * @param replayed those that were allocated anew
     * @param waited   of all, those that waited to be allocated before, whatever the edit
     * @param moved    sides of entries that become another
     * @param byItself of these, those that the next run moves
     * @param kinds    {@code moved} by what happens
     */
    public record Entries(
            long recorded, long replayed, long waited, int moved, @JsonProperty("by_itself") int byItself, Map<String, Integer> kinds) {}

    /** @param type as documents have it */
    public record Total(String type, @JsonInclude(JsonInclude.Include.NON_NULL) String currency, String from, String to, String difference) {}
}
