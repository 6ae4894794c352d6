package io.hourbook.credential;

import io.hourbook.problem.Finding;
import java.time.Duration;

/** A target cannot be called, for there is nothing to show it. Nothing was sent, and no document can change that. */
public final class CredentialTrouble extends RuntimeException {

    private final transient Finding finding;
    private final Duration wait;

    private CredentialTrouble(String words, Finding finding, Duration wait) {
        super(words, null, false, false);
        this.finding = finding;
        this.wait = wait;
    }

    /** Only a person can help. */
    public static CredentialTrouble refused(Finding finding, Duration wait) {
        return new CredentialTrouble(finding.code() + " " + finding.what() + "; " + finding.fix(), finding, wait);
    }

    /** It may go by itself. */
    static CredentialTrouble passing(String words, Duration wait) {
        return new CredentialTrouble(words, null, wait);
    }

    /** What a person has to do; null where it may go by itself. */
    public Finding finding() {
        return finding;
    }

    /** How long to leave the target alone. */
    public Duration after() {
        return wait;
    }
}
