package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.Database;
import io.hourbook.database.Occupant;
import io.hourbook.database.ServeLock;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.security.Listening;
import io.hourbook.version.Change;
import io.hourbook.version.ChangeLog;
import io.hourbook.version.Gate;
import io.hourbook.version.Version;
import io.hourbook.version.Versions;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The routes and mappings that were ever in force. */
@Command(
        name = "versions",
        description = "All versions of routes and mappings that were ever in force, the newest first.",
        mixinStandardHelpOptions = true)
final class VersionsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--json", description = "For programs.", scope = ScopeType.INHERIT)
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "versions")) {
            Versions versions = new Versions(database.dataSource());
            List<Version> all = versions.list(0, Math.max(1, versions.count()));
            if (json) {
                out().println(Json.text(all));
            } else {
                all.forEach(version -> out().println(line(version)));
                if (all.isEmpty()) {
                    out().println("No version yet: the first start makes one of routes/ and mappings/.");
                }
            }
        }
        return done();
    }

    @Command(name = "show", description = "One version: who, when, why, what was tested, and what it changed.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "N") int number) throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "versions")) {
            Versions versions = new Versions(database.dataSource());
            Versions.Whole whole = versions.whole(number).orElseThrow(() -> new Problem(new Finding(
                    "VER-108", "version " + number, "there is no such version", Integer.toString(number), Versions.range(versions.count()),
                    "hourbook versions lists all there are")));
            if (json) {
                out().println(Json.text(whole));
            } else {
                print(whole);
            }
        }
        return done();
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
        Home home = homeOption.laidOut();
        Optional<Occupant> service = ServeLock.running(home);
        List<String> left = new ArrayList<>();
        JsonNode version = service.isPresent()
                ? RunningService.post(home, service.get(), "/api/versions/" + number + "/rollback", note == null ? Map.of() : Map.of("note", note))
                : Json.tree(here(home, number, note, left));
        service.ifPresent(running -> RunningService.get(home, running, "/api/versions/proposal").path("left").forEach(file -> left.add(file.asText())));
        if (json) {
            out().println(Json.text(version));
        } else {
            String inForce = "Version " + version.path("number").asInt() + " is in force";
            out().println(left.isEmpty() ? inForce + ", and this home has its files" : inForce + ". Left as they are in this home, for they are links or may not be"
                    + " written: " + String.join(", ", left) + ". Whoever deploys there puts the same files there, or others");
        }
        return done();
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
            out().print(json ? Json.text(all) + System.lineSeparator() : csv ? LogText.csv(all) : LogText.lines(all));
        }
        return done();
    }

    /** @param left gets the files that were not brought in step */
    private static Version here(Home home, int number, String note, List<String> left) {
        try (ConfigurableApplicationContext application =
                Application.start(home, Database.open(home, "versions"), "", Listening.local(), false, Gate::startInForce)) {
            Gate gate = application.getBean(Gate.class);
            Version version = gate.rollBack(number, "whoever can write to this home", note);
            left.addAll(gate.left());
            return version;
        }
    }

    private void print(Versions.Whole whole) {
        Version version = whole.version();
        out().println(line(version));
        out().println("hash   " + version.hash());
        out().println("tested " + version.tested() + ", no finding holds it up, " + version.notes().size() + " noted, by Hourbook "
                + version.program() + " in " + version.checkMillis() + " ms");
        if (version.approver() != null) {
            out().println("second " + version.approver() + " approved proposal " + version.proposal()
                    + (version.approval() == null ? "" : ": " + version.approval()));
        }
        version.notes().forEach(note -> out().println("note   " + note));
        for (Versions.FileChange file : whole.files()) {
            out().println();
            out().println(file.change() + " " + file.path());
            // of the first version, everything is new
            if (version.number() > 1) {
                out().println(file.diff());
            }
        }
    }

    private static String line(Version version) {
        return "%4d  %s  %s  %s cases passed%s%s".formatted(
                version.number(), version.acceptedAt(), version.people(), version.passedOf(), version.restores() == null ? "" : "  back to " + version.restores(),
                version.note() == null ? "" : "  " + version.note());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int done() {
        out().flush();
        return 0;
    }
}
