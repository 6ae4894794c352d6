package io.hourbook.delivery;

import io.hourbook.problem.Finding;
import java.util.List;

/** What keeps documents from being sent although they are due. Asked when a pass begins to deliver, before anything is taken. */
public interface Hindrance {

    /**
     * A document that waits for a decision of a person: replaying its letter sends it, discarding leaves it.
     *
     * @param finding why, with both ways out
     * @param subject what the decision is about, in words that are the same while it is the same
     * @param words   for the delivery's answer, in few words
     */
    record Held(int documentId, Finding finding, String subject, String words) {}

    /** @param runId the run that is about to deliver */
    List<Held> held(int runId);
}
