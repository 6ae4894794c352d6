package io.hourbook.observe;

import java.util.Optional;

/** What the last run that ended says of the books. */
final class Runs {

    private Runs() {}

    static Optional<Figures.Figure> last(Figures figures) {
        return figures.all("last-run").stream().findFirst();
    }

    /** False where the last run found a law of conservation broken, before or after it sent anything. */
    static boolean conserved(Figures figures) {
        return last(figures).map(run -> run.and() == null || !run.and().startsWith("not conserved") && !run.and().contains("RUN-101")).orElse(true);
    }
}
