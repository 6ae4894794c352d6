package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.proof.FaultyLine.Memory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link FaultyLineSoak} does in full. */
class FaultyLineTest {

    @TempDir
    private static Path root;

    private static FaultyLine line;

    @BeforeAll
    static void theBooksAreMade() {
        line = new FaultyLine(root.resolve("home"), 4);
    }

    @AfterAll
    static void close() {
        line.close();
    }

    @Test
    void whateverGoesWrongAtRandomEachDocumentStandsThereOnceAndAsItShould() {
        RandomFaults faults = new RandomFaults(20_261_123, 30, Memory.NONE).without(fault -> fault.takesLong());

        line.createAndUpdate(Memory.NONE, faults);

        assertThat(line.calls()).as("calls").isGreaterThan(96);
        assertThat(faults.met()).as("kinds of faults that were met").hasSizeGreaterThan(10);
    }
}
