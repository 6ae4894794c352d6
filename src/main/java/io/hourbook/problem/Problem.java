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

    public List<Finding> findings() {
        return findings;
    }

    public String code() {
        return findings.get(0).code();
    }
}
