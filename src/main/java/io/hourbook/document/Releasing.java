package io.hourbook.document;

import io.hourbook.document.ReleaseStore.Asked;
import io.hourbook.document.Releases.Released;
import io.hourbook.document.Releases.Result;
import io.hourbook.document.Releases.Seen;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One decision of a person about some documents, within one transaction: all of them go, or none. */
final class Releasing {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 500;

    private final ReleaseStore store;
    private final LocalDate today;
    private final Instant now;
    private final boolean evenUnfinished;
    private final String by;
    private final String note;
    private final List<Finding> refused = new ArrayList<>();
    private final List<Released> released = new ArrayList<>();
    private final List<Released> already = new ArrayList<>();

    Releasing(ReleaseStore store, LocalDate today, Instant now, boolean evenUnfinished, String by, String note) {
        this.store = store;
        this.today = today;
        this.now = now;
        this.evenUnfinished = evenUnfinished;
        this.by = shortened(by, LONGEST_NAME);
        this.note = note == null || note.isBlank() ? null : shortened(note.strip(), LONGEST_NOTE);
    }

    /**
     * @param documents what was seen, and the numbers of the documents that it can mean
     * @throws Problem with a finding for each document that may not go; the transaction is then rolled back
     */
    Result release(Map<Seen, List<Integer>> documents) {
        // always in one order: two people who release the same documents wait for each other and never deadlock
        List<Seen> inOrder = documents.keySet().stream().sorted(Comparator.comparing(Seen::reference)).toList();
        Map<Seen, List<Integer>> locked = new LinkedHashMap<>();
        inOrder.forEach(seen -> locked.put(seen, documents.get(seen).stream().filter(store::lock).toList()));
        // all are locked before one is read: the first look decides what a transaction sees of all the others
        locked.forEach((seen, ids) -> release(seen, ids.stream().map(store::asked).toList()));
        if (!refused.isEmpty()) {
            throw new Problem(refused);
        }
        return new Result(List.copyOf(released), List.copyOf(already));
    }

    private void release(Seen seen, List<Asked> found) {
        if (found.size() != 1) {
            refused.add(unknown(seen, found));
            return;
        }
        Asked document = found.get(0);
        if (document.revision() != seen.revision()) {
            refused.add(changed(seen, document));
        } else if (document.released() != null) {
            already.add(document.released());
        } else if (!waits(document)) {
            refused.add(waitsForNothing(document));
        } else if (!evenUnfinished && !document.periodEnds().isBefore(today)) {
            refused.add(unfinished(document));
        } else {
            Released release = new Released(
                    document.target(), document.reference(), document.revision(), !document.periodEnds().isBefore(today), by, note, now);
            store.release(document, release, today);
            released.add(release);
        }
    }

    private boolean waits(Asked document) {
        return "waiting".equals(document.state()) && (document.dueOn() == null || document.dueOn().isAfter(today));
    }

    private static Finding unknown(Seen seen, List<Asked> found) {
        return found.isEmpty()
                ? new Finding("DEL-204", seen.reference(), "there is no such document" + (seen.target() == null ? "" : " for target " + seen.target()),
                        null, "the reference of a document that waits",
                        "look at the list of what waits; a document whose lines all went before it was sent is gone")
                : new Finding("DEL-204", seen.reference(), "more than one target has a document of this reference",
                        String.join(", ", found.stream().map(Asked::target).toList()), "reference and target", "name the target too");
    }

    private static Finding changed(Seen seen, Asked document) {
        return new Finding("DEL-202", document.reference(), "the document is not what was seen any more",
                "revision " + seen.revision() + "; it is at revision " + document.revision() + " now",
                "the revision that stands now, as somebody looked at it", "look at the document again and release what it says now");
    }

    private static Finding waitsForNothing(Asked document) {
        String saw = document.state() == null || document.state().equals("superseded") ? "nothing of it is to be sent"
                : switch (document.state()) {
                    case "delivered" -> "the target has this content";
                    case "failed" -> "the target refused this content; its dead letter says why";
                    default -> "it goes out by itself with the next run";
                };
        return new Finding("DEL-203", document.reference(), "the document waits for nobody", saw,
                "a document that waits for its release or its day", "leave it out");
    }

    private static Finding unfinished(Asked document) {
        return new Finding("DEL-201", document.reference(), "its period has not ended", "it lasts until " + document.periodEnds(),
                "a day after it",
                "release it when the period is over; or say that it goes unfinished (evenUnfinished): what is added later waits for another release");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
