package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of files that cannot be taken. */
class IntakeTest {

    private static final Path ROOT = Path.of("/company");
    private static final DueFile FILE = new DueFile("harvest", ROOT.resolve("inbox/harvest/a.csv"), "a.csv", 1, Instant.EPOCH);

    private final RememberingDeadLetters letters = new RememberingDeadLetters();
    private final Intake intake = new Intake(new Home(ROOT), new Inbox(new Home(ROOT), Clock.systemUTC()), null, letters, null);

    private DeadLetter letter(Throwable cause) {
        intake.failed(FILE, cause, 7);
        assertThat(letters.kept()).hasSize(1);
        return letters.kept().get(0);
    }

    @Test
    void aFileThatMayNotBeReadIsReportedAsSuch() {
        DeadLetter letter = letter(new IllegalStateException(new AccessDeniedException("a.csv")));

        assertThat(letter.finding().code()).isEqualTo("FMT-206");
        assertThat(letter.finding().where()).isEqualTo("inbox/harvest/a.csv");
        assertThat(letter.finding().fix())
                .isEqualTo("give the service the right to read it; it stays in the inbox and the next pass tries again");
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.FILE);
        assertThat(letter.source()).isEqualTo("harvest");
    }

    @Test
    void aProblemKeepsItsOwnWordsHoweverDeepItWasThrown() {
        Finding own = new Finding("RUN-1", "here", "what", null, null, "fix");

        assertThat(letter(new IllegalStateException(new Problem(own))).finding()).isEqualTo(own);
    }

    @Test
    void anythingElseIsReportedWithItsInnermostCause() {
        assertThat(letter(new IllegalStateException("outer", new ArithmeticException("inner"))).finding().saw())
                .isEqualTo("ArithmeticException: inner");
    }

    @Test
    void aFileThatHasGoneIsNoDeadLetter() {
        intake.failed(FILE, new UncheckedIOException(new NoSuchFileException("a.csv")), 7);

        assertThat(letters.kept()).isEqualTo(List.of());
    }
}
