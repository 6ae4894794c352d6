package io.hourbook.mapping;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a home's documents go: to the targets of targets.yaml, or to the sandbox of each. {@code HOURBOOK_TARGETS} says which. */
public enum TargetProfile {
    PRODUCTION,
    SANDBOX;

    /** The variable of the environment. */
    public static final String VARIABLE = "HOURBOOK_TARGETS";

    /**
     * @param environment the value of a variable, or null
     * @return production where nothing is said
     * @throws Problem DEL-302 where it is neither
     */
    public static TargetProfile of(UnaryOperator<String> environment) {
        return read(environment).orElseThrow(() -> new Problem(new Finding(
                "DEL-302", VARIABLE, "this says neither production nor sandbox", Faults.quoted(environment.apply(VARIABLE)),
                "sandbox, or nothing for production", "correct the variable; nothing is decided yet")));
    }

    /** The same; empty where it is neither. */
    static Optional<TargetProfile> read(UnaryOperator<String> environment) {
        String said = environment.apply(VARIABLE);
        String word = said == null || said.isBlank() ? PRODUCTION.word() : said.strip();
        return Arrays.stream(values()).filter(profile -> profile.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
