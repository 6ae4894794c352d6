package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.cases.CaseTally;
import io.hourbook.cases.HomeCheck;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Checks routes, mappings, formats and their cases without starting anything: path:line, what is wrong, what to do.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Parameters(paramLabel = "PATH", description = "Only findings in these files or folders. Default: everything.", arity = "0..*")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "One object for programs: findings, notes, cases, elapsed_ms.")
    private boolean json;

    @Option(names = "--watch", description = "Stays, and checks again whenever something is saved; shows what has changed. Ctrl-C ends it.")
    private boolean watch;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        if (json && watch) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--json and --watch do not go together");
        }
        Home home = homeOption.laidOut();
        List<Path> places = paths.stream().map(path -> Path.of(home.show(existing(home, path)))).toList();
        long start = System.nanoTime();
        HomeCheck.Report report = look(home, places);
        long millis = (System.nanoTime() - start) / 1_000_000;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(object(report, millis)));
        } else {
            report.findings().forEach(finding -> out.println(finding.text()));
            report.notes().forEach(note -> out.println("note: " + note.text()));
            out.println(sum(report));
        }
        if (watch) {
            new CheckWatch(home, out, () -> look(home, places)).go(report);
        }
        return report.findings().isEmpty() ? 0 : HourbookCommand.FAILED;
    }

    /** What is told at the end, in one line. */
    static String sum(HomeCheck.Report report) {
        int found = report.findings().size();
        int gone = CaseTally.gone(report.notes().stream().map(note -> note.text().lines().findFirst().orElse("")).toList());
        String less = gone == 0 ? "" : gone == 1 ? "; 1 is gone that is in force" : "; " + gone + " are gone that are in force";
        return found == 0 ? "routes and mappings are in order, " + report.cases() + " cases come out as written" + less
                : found + (found == 1 ? " finding" : " findings") + less;
    }

    private static HomeCheck.Report look(Home home, List<Path> places) {
        HomeCheck.Report report = HomeCheck.of(home, Settings::value);
        return new HomeCheck.Report(
                report.findings().stream().filter(finding -> isAsked(places, finding)).toList(),
                report.notes().stream().filter(finding -> isAsked(places, finding)).toList(),
                report.cases());
    }

    private static Map<String, Object> object(HomeCheck.Report report, long millis) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("findings", report.findings().stream().map(FindingsJson::object).toList());
        object.put("notes", report.notes().stream().map(FindingsJson::object).toList());
        object.put("cases", report.cases());
        object.put("elapsed_ms", millis);
        return object;
    }

    private static boolean isAsked(List<Path> places, Finding finding) {
        Path where = Path.of(finding.where().replaceFirst("(:\\d+)+$", ""));
        return places.isEmpty() || places.stream().anyMatch(where::startsWith);
    }

    /** As it stands in the home, or else from the current folder. */
    private Path existing(Home home, Path path) {
        for (Path candidate : List.of(home.root().resolve(path), path.toAbsolutePath())) {
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new CommandLine.ParameterException(spec.commandLine(), "there is no " + path + ", neither in the home nor here");
    }
}
