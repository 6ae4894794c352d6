package io.hourbook.version;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
     * @param restores the version whose files these are, or null
     * @return false where it is to be tried again: a pass runs here, or another node has accepted something
     * @throws io.hourbook.problem.Problem where it does not come up; what ran before runs then
     */
    boolean admit(FileSet files, Integer restores, String author, String note, Judge.Verdict verdict) {
        int next = live.now().number() + 1;
        Version version = new Version(next, files.hash(), restores, author, note, clock.instant().truncatedTo(ChronoUnit.MILLIS), verdict.cases(),
                verdict.notes(), program, verdict.millis());
        boolean accepted = calmly(() -> !live.behind() && live.accept(version, files));
        if (accepted) {
            LOG.info("Version {} is in force, by {}: {} cases came out as written, checked in {} ms", next, author, verdict.cases(), verdict.millis());
        }
        return accepted;
    }
}
