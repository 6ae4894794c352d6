package io.hourbook.version;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts sets that passed in force, in a moment without a pass. */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final long CALM_MILLIS = 100;

    private final Live live;
    private final String program;
    private final Clock clock;

    /** @param program the Hourbook that runs, as versions name it */
    Admission(Live live, String program, Clock clock) {
        this.live = live;
        this.program = program;
        this.clock = clock;
    }

    /** Something that must not happen while a pass runs. */
    interface Step {
        boolean go();
    }

    /** @return what the step says; false where a pass runs, and nothing was done */
    boolean calmly(Step step) {
        try {
            if (!live.calm().tryAcquire(CALM_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return step.go();
        } finally {
            live.calm().release();
        }
    }

    /** Takes over what another node accepted. @return false where a pass runs here, and nothing was done */
    boolean catchUp() {
        return calmly(() -> {
            live.catchUp();
            return true;
        });
    }

    /**
     * A set that passed.
     *
     * @param restores the version whose files these are, or null
     * @param author   whose it is
     * @param note     why, or null
     */
    record Passed(FileSet files, Integer restores, String author, String note, Judge.Verdict verdict) {}

    /** What is written down with a new version, in the same transaction. */
    interface Also {
        void with(Version version);
    }

    /**
     * @return the version that it became; empty where it is to be tried again: a pass runs here, or another node has accepted something
     * @throws io.hourbook.problem.Problem where it does not come up; what ran before runs then
     */
    Optional<Version> admit(Passed set, Also also) {
        int next = live.now().number() + 1;
        Judge.Verdict verdict = set.verdict();
        Version version = new Version(next, set.files().hash(), set.restores(), set.author(), set.note(), now(), verdict.cases(), verdict.notes(), program,
                verdict.millis());
        boolean accepted = calmly(() -> !live.behind() && live.accept(version, set.files(), () -> also.with(version)));
        if (accepted) {
            LOG.info("Version {} is in force, by {}: {}, checked in {} ms", next, set.author(), version.tested(), verdict.millis());
        }
        return accepted ? Optional.of(version) : Optional.empty();
    }

    /** As the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
