package io.hourbook.delivery;

import io.hourbook.problem.Finding;
import java.time.Duration;

/** What came of trying to deliver one revision of a document. */
public sealed interface Outcome {

    /** HTTP status of the last answer, or null when none came. */
    Integer status();

    /** The answer in few words, for the people who look at the delivery. */
    String words();

    /**
     * The target has it.
     *
     * @param created whether it was not there before
     */
    record Delivered(int revision, String externalId, boolean created, Integer status) implements Outcome {
        @Override
        public String words() {
            return externalId == null ? "nothing of it is there" : created ? "created " + externalId : "updated " + externalId;
        }
    }

    /**
     * A newer revision is waiting; what was in doubt has been looked up.
     *
     * @param foundId the target's id, where the look-up found the document; else null
     */
    record Overtaken(String foundId, Integer status) implements Outcome {
        @Override
        public String words() {
            return "a newer revision takes its place";
        }
    }

    /**
     * Refused for good: only a person can help.
     *
     * @param foundId the target's id, where a look-up found the document; else null
     * @param doubt   whether it is still unknown what the target has
     */
    record Refused(Finding finding, String words, Integer status, String foundId, boolean doubt) implements Outcome {}

    /**
     * The document is final at the target.
     *
     * @param standingRevision the revision that stands there
     * @param foundId          the target's id, where a look-up found it; else null
     */
    record Final(int standingRevision, Integer status, String foundId) implements Outcome {
        @Override
        public String words() {
            return "final at the target";
        }
    }

    /**
     * To be tried again.
     *
     * @param doubt        whether a call was sent that may have changed the target
     * @param notBefore    how long to wait at least; null leaves it to the backoff
     * @param told         whether it was the target that named this wait
     * @param pausesTarget whether the whole target wants to be left alone for so long, not only this document
     * @param counts       whether it was an attempt; a call that the breaker held back was none
     * @param foundId      the target's id, where a look-up found the document; else null
     */
    record Later(
            boolean doubt,
            Duration notBefore,
            boolean told,
            boolean pausesTarget,
            boolean counts,
            String words,
            Integer status,
            String foundId)
            implements Outcome {

        /** After a wait that the backoff chooses. */
        public static Later backingOff(boolean doubt, String words, Integer status, String foundId) {
            return new Later(doubt, null, false, false, true, words, status, foundId);
        }

        /** Not before a wait of our own choice. */
        public static Later after(Duration wait, boolean doubt, String words, Integer status, String foundId) {
            return new Later(doubt, wait, false, false, true, words, status, foundId);
        }
    }
}
