package io.hourbook.rehearsal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One side of one entry that becomes another.
 *
 * @param key      the source's own id, or the short key
 * @param side     pay or bill
 * @param byItself whether the next run does this; what was priced before an edit keeps its price then, and only a correction changes it
 */
public record Move(
        String source, String key, String workDate, String side, Kind kind,
        boolean byItself, Face from, Face to) {

    /** What happens to an entry, the first that applies. */
    public enum Kind {
        /** From a hold to a document. */
        RELEASED("going on from a hold"),
        HELD("put on hold"),
        EXCLUDED("left out"),
        /** From being left out, or from nothing yet, to a document. */
        INCLUDED("no longer left out"),
        /** To another client, worker, project, service, account, flow or document. */
        MOVED("going elsewhere"),
        ROUNDED("with other hours"),
        /** Another rate, or another currency. */
        REPRICED("with another price"),
        /** Of the same hours at the same price: rounded otherwise, or exchanged at another rate. */
        AMOUNT("with another amount at the same price"),
        OVERTIME("split into other pay codes"),
        DRAWN("drawn otherwise on its retainer"),
        /** Still on hold or left out, for another reason. */
        OTHER_REASON("waiting or left out for another reason");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Behind the word entry or entries. */
        public String words() {
            return words;
        }
    }
}
