package io.hourbook.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many broken saves of which kind came to what, as a table for people. */
final class EditTally {

    /** What becomes of a save. */
    enum Outcome {
        REFUSED("refused"),
        /** Sound as far as any check and case can tell: an edit like any other, and it runs. */
        ACCEPTED("in force as an edit"),
        /** Overwritten by the next of rapid saves, whatever was seen of it. */
        OVERWRITTEN("overwritten at once");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, Integer> codes = new TreeMap<>();
    private final List<String> accepted = new ArrayList<>();
    private int findings;

    void count(Object kind, Outcome outcome) {
        counts.computeIfAbsent(kind.toString(), none -> new int[Outcome.values().length])[outcome.ordinal()]++;
    }

    void accepted(String which) {
        accepted.add(which);
    }

    void refused(List<String> found) {
        findings += found.size();
        found.forEach(finding -> codes.merge(finding.replaceFirst("(?s)^\\S+ (\\S+) .*", "$1"), 1, Integer::sum));
    }

    int of(Outcome outcome) {
        return counts.values().stream().mapToInt(row -> row[outcome.ordinal()]).sum();
    }

    /** Written to {@code target/}, and said. */
    void write(long seed, Duration duration, List<String> more) {
        StringBuilder text = new StringBuilder("Seed " + seed + ", " + duration.toMinutes() + " min " + duration.toSecondsPart() + " s. "
                + findings + " findings in refusals, each with path:line: " + codes + "\n" + String.join("\n", more) + "\n\n| what befell a file |");
        Arrays.stream(Outcome.values()).forEach(outcome -> text.append(' ').append(outcome.words).append(" |"));
        text.append("\n| --- | --- | --- | --- |\n");
        counts.forEach((kind, row) -> text.append("| ").append(kind).append(" | ")
                .append(String.join(" | ", Arrays.stream(row).mapToObj(Integer::toString).toList())).append(" |\n"));
        text.append("| all | ").append(String.join(" | ", Arrays.stream(Outcome.values()).map(outcome -> Integer.toString(of(outcome))).toList()))
                .append(" |\n");
        text.append("\nIn force:\n");
        accepted.stream().sorted().forEach(which -> text.append("- ").append(which).append('\n'));
        try {
            Files.writeString(Files.createDirectories(Path.of("target")).resolve("corrupt-edits-" + seed + ".md"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.out.println(text);
    }
}
