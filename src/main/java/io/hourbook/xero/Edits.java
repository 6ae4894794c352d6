package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Sending.Before;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What people changed in a document there since we wrote it last.
 *
 * @param ours  what we wrote and still stands there, or null where nobody knows
 * @param found in words; none where it says what we wrote, or what we are about to write
 */
record Edits(Content ours, List<String> found) {

    /** What a person writes into a line there so that Hourbook may overwrite what was changed. */
    static final String OVERWRITE = "[overwrite]";

    /**
     * @param before   what is known of what was written there
     * @param paper    what is to stand there now
     * @param restored whether the document may be from a Hourbook that this one was restored from
     */
    static Edits of(Element standing, Before before, Paper paper, Target target, boolean restored) {
        List<Content> written = new ArrayList<>();
        before.bodies().forEach(body -> written.add(Content.read(body)));
        older(before, standing, target, written);
        for (Content content : written) {
            if (content.unlike(standing).isEmpty()) {
                return new Edits(content, List.of());
            }
        }
        boolean wanted = !paper.empty() && Content.of(paper.resource(), paper.body()).unlike(standing).isEmpty();
        if (wanted || handedBack(standing) || written.isEmpty() && !restored) {
            return new Edits(null, List.of());
        }
        return new Edits(null, written.isEmpty() ? List.of("nobody here knows what was written there last") : written.get(0).unlike(standing));
    }

    /** Of a document that an older release delivered no body was kept; what we call things there may have changed since. */
    private static void older(Before before, Element standing, Target target, List<Content> written) {
        if (before.delivered() == null) {
            return;
        }
        try {
            Paper then = Papers.of(before.delivered(), target);
            written.add(Content.of(then.resource(), then.body()).bare(standing.resource()));
        } catch (Problem unfit) {
            // it was delivered under mappings that no longer are: of what it said there nothing is known
            return;
        }
    }

    private static boolean handedBack(Element standing) {
        boolean narrated = standing.json().path("Narration").asText().contains(OVERWRITE);
        for (JsonNode line : standing.json().path(standing.resource().lines())) {
            narrated |= line.path("Description").asText().contains(OVERWRITE);
        }
        return narrated;
    }
}
