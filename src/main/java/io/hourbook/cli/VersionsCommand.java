package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.author.Author;
import io.hourbook.database.Database;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Change;
import io.hourbook.version.ChangeLog;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The routes and mappings that were ever in force. */
@Command(
        name = "versions",
        description = "All versions of routes and mappings that were ever in force, the newest first.",
        mixinStandardHelpOptions = true)
final class VersionsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "versions")) {
            Versions versions = new Versions(database.dataSource());
            List<Version> all = versions.list(0, Math.max(1, versions.count()));
            return output.say(all, out -> {
                all.forEach(version -> out.println(line(version)));
                if (all.isEmpty()) {
                    out.println("No version yet: the first start makes one of routes/ and mappings/.");
                }
            });
        }
    }

    @Command(name = "show", description = "One version: who, when, why, what was tested, and what it changed.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "N") int number) throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "versions")) {
            Versions versions = new Versions(database.dataSource());
            Versions.Whole whole = versions.whole(number).orElseThrow(() -> new Problem(new Finding(
                    "VER-108", "version " + number, "there is no such version", Integer.toString(number), Versions.range(versions.count()),
                    "hourbook versions lists all there are")));
            return output.say(whole, out -> print(out, whole));
        }
    }

    @Command(
            name = "rollback",
            description = {
                "Puts the files of version N in force again, and in this home's folder, if they pass.",
                "What was edited there and never accepted is put aside in data/set-aside/."
            },
            mixinStandardHelpOptions = true)
    int rollback(
            @Parameters(paramLabel = "N") int number,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look at it later.") String note)
            throws JsonProcessingException {
        HomeGate gate = new HomeGate(homeOption.laidOut(), "versions");
        List<String> left = new ArrayList<>();
        JsonNode version;
        if (gate.served()) {
            version = gate.ask("/api/versions/" + number + "/rollback", note, null);
            gate.look("/api/versions/proposal").path("left").forEach(file -> left.add(file.asText()));
        } else {
            version = gate.here(own -> {
                Version back = own.rollBack(number, Author.WHOEVER, note);
                left.addAll(own.left());
                return back;
            });
        }
        String inForce = "Version " + version.path("number").asInt() + " is in force";
        return output.say(version, out -> out.println(left.isEmpty() ? inForce + ", and this home has its files"
                : inForce + ". Left as they are in this home, for they are links or may not be written: " + String.join(", ", left)
                        + ". Whoever deploys there puts the same files there, or others"));
    }

    @Command(
            name = "log",
            description = "Everything that ever happened to edits, the newest first: who, what, when, why, and what came of it.",
            mixinStandardHelpOptions = true)
    int log(
            @Option(names = "--since", paramLabel = "DATE", description = "The first day to show, in UTC: 2026-01-31.") LocalDate since,
            @Option(names = "--csv", description = "For spreadsheets.") boolean csv) throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "versions")) {
            ChangeLog log = new ChangeLog(database.dataSource());
            Instant from = since == null ? null : since.atStartOfDay(ZoneOffset.UTC).toInstant();
            List<Change> all = log.list(from, 0, Math.max(1, log.count(from)));
            return output.say(all, out -> out.print(csv ? LogText.csv(all) : LogText.lines(all)));
        }
    }

    private static void print(PrintWriter out, Versions.Whole whole) {
        Version version = whole.version();
        out.println(line(version));
        out.println("hash   " + version.hash());
        EditText.tested(out, version.tested(), version.notes(), " by Hourbook " + version.program(), version.checkMillis());
        if (version.approver() != null) {
            out.println("second " + version.approver() + " approved proposal " + version.proposal()
                    + (version.approval() == null ? "" : ": " + version.approval()));
        }
        EditText.notes(out, version.notes(), version.unseen());
        // of the first version, everything is new
        EditText.files(out, whole.files(), version.number() > 1);
    }

    private static String line(Version version) {
        return "%4d  %s  %s  %s cases passed%s%s".formatted(
                version.number(), version.acceptedAt(), version.people(), version.passedOf(), version.restores() == null ? "" : "  back to " + version.restores(),
                version.note() == null ? "" : "  " + version.note());
    }
}
