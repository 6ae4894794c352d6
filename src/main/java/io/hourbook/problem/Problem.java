package io.hourbook.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The one exception whose message is meant for a person. Carries every finding of its kind at once. */
public class Problem extends RuntimeException {

    private final transient List<Finding> findings;

    public Problem(Finding finding) {
        this(List.of(finding));
    }

    public Problem(Finding finding, Throwable cause) {
        this(List.of(finding));
        initCause(cause);
    }

    /** @param findings at least one */
    public Problem(List<Finding> findings) {
        super(findings.stream().map(Finding::text).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** What another process already told as a problem, in its own words. */
    private Problem(String text, Finding finding) {
        super(text);
        this.findings = List.of(finding);
    }

    /**
     * A problem that the running service told.
     *
     * @param code of its first finding
     * @param text all of its words
     */
    public static Problem told(String code, String text) {
        return new Problem(text, new Finding(code, "service", text, null, null, "do what it says"));
    }

    public List<Finding> findings() {
        return findings;
    }

    public String code() {
        return findings.get(0).code();
    }
}
