package io.hourbook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table to be pasted ({@code table.md}), as JSON ({@code figures.json}), and on the terminal. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final Machine machine;
    private final List<Observed> all;
    private final List<Stages> stages;
    private final Starts starts;
    private final List<Goals.Goal> goals;
    /** Allocated by a pass that has nothing to do, in MB: what is taken off before it is told per entry. */
    private final long startMb;

    Report(Options options, Machine machine, List<Observed> all, List<Stages> stages, Starts starts) {
        this.options = options;
        this.machine = machine;
        this.all = all;
        this.stages = stages;
        this.starts = starts;
        this.goals = Goals.of(all, starts, options.compared());
        this.startMb = all.stream().filter(one -> one.what().equals(Bench.NOTHING_DUE)).findFirst().map(one -> one.gc().allocatedMb()).orElse(0L);
    }

    List<String> missed() {
        return goals.stream().filter(Goals.Goal::missed).map(Goals.Goal::sentence).toList();
    }

    void write(Path folder) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        machine.write(json.putObject("machine"));
        json.put("seed", options.seed()).put("latency_ms", options.latencyMs());
        var runs = json.putArray("runs");
        all.forEach(one -> one.write(runs.addObject(), hourbook(one) ? startMb : 0));
        var parts = json.putArray("stages");
        stages.forEach(one -> one.write(parts.addObject()));
        if (starts != null) {
            json.putObject("starts").put("sync_nothing_due_ms", starts.idleMs()).put("sync_nothing_due_process_ms", starts.idleWallMs())
                    .put("second_start_ready_ms", starts.readyMs());
        }
        var wanted = json.putArray("goals");
        goals.forEach(goal -> wanted.addObject().put("what", goal.what()).put("saw", goal.saw()).put("want", goal.want())
                .put("bound", goal.bound().words()).put("missed", goal.missed()));
        if (Files.exists(JmhBench.FIGURES)) {
            json.set("transformers", JSON.readTree(JmhBench.FIGURES.toFile()));
        }
        Files.writeString(folder.resolve("figures.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        Files.write(folder.resolve("table.md"), table());
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(machine.sentence() + String.format(Locale.ROOT, " Seed %d, %d ms until the endpoint answers.", options.seed(), options.latencyMs()));
        lines.add("");
        lines.add("| run | entries | documents | elapsed | entries/s | µs per entry | CPU, program + server + endpoint, s | statements per entry "
                + "| to disk per entry | allocated per entry | heap before / after collections | in collections | answers p50 / p95 / p99 / most, ms |");
        lines.add("| --- " + "| ---: ".repeat(12) + "|");
        all.forEach(one -> lines.add(row(one)));
        lines.add("");
        lines.add(Stages.HEAD);
        stages.forEach(one -> lines.add(one.row()));
        lines.add("");
        lines.add("| goal | wanted | seen | |");
        lines.add("| --- | ---: | ---: | --- |");
        goals.forEach(goal -> lines.add(String.format(
                Locale.ROOT, "| %s | %s | %s | %s |", goal.what(), goal.wanted(), goal.seen(),
                goal.saw() == null ? "" : goal.missed() ? "missed" : "met")));
        return lines;
    }

    private String row(Observed one) {
        boolean idle = one.what().equals(Bench.NOTHING_DUE);
        String cpu = String.format(Locale.ROOT, "%.1f + %.1f + %.1f", one.cpu(), one.serverCpu(), one.endpointCpu());
        String heap = String.format(Locale.ROOT, "%d / %d MB | %.1f %%", one.gc().peakMb(), one.gc().liveMb(), one.collectionPercent());
        // a pass over nothing has no entries of its own
        String work = idle ? " | | " : String.format(Locale.ROOT, "%,d | %,d | ", one.entries(), one.documents());
        String rate = idle ? " | " : String.format(Locale.ROOT, "%,.0f | %,.0f", one.rate(), one.microsPerEntry());
        String cost = idle ? " | | " : String.format(
                Locale.ROOT, "%.4f | %,.0f B | %.1f KB", one.statementsPerEntry(), one.writtenPerEntry(),
                one.allocatedPerEntry(hourbook(one) ? startMb : 0));
        return String.format(
                Locale.ROOT, "| %s, %s | %s%.1f s | %s | %s | %s | %s | %s |", one.who(), one.what(), work, one.elapsedMs() / 1_000.0, rate, cpu, cost,
                heap, answers(one.answers()));
    }

    private static boolean hourbook(Observed one) {
        return one.who().equals("hourbook");
    }

    private static String answers(Millis answers) {
        return answers.count() == 0 ? "none" : String.format(
                Locale.ROOT, "%.1f / %.1f / %.1f / %.1f", answers.percentile(50), answers.percentile(95), answers.percentile(99),
                answers.percentile(100));
    }
}
