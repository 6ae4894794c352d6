package io.hourbook.cli;

import io.hourbook.format.Formats;
import io.hourbook.home.Home;
import io.hourbook.intake.FormatCases;
import io.hourbook.mapping.MappingCheck;
import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.reload.RouteCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Home home = homeOption.laidOut();
        List<Path> places = paths.stream().map(path -> Path.of(home.show(existing(home, path)))).toList();
        List<Finding> findings = new ArrayList<>(new MappingCheck().check(home.mappings()));
        findings.addAll(FormatCases.run(home.mappings(), Formats.read(home.mappings()).formats()));
        findings.addAll(RouteCheck.check(home.routes(), RouteBeanCatalog.scan("io.hourbook"), Settings::value));
        List<Finding> asked = findings.stream().filter(finding -> isAsked(places, finding)).toList();
        asked.forEach(finding -> spec.commandLine().getOut().println(finding.text()));
        List<Finding> warnings = new MappingCheck().warnings(home.mappings());
        warnings.stream().filter(finding -> isAsked(places, finding)).forEach(finding ->
                spec.commandLine().getOut().println("note: " + finding.text()));
        spec.commandLine().getOut().println(asked.isEmpty() ? "routes and mappings are in order" : asked.size() + " findings");
        return asked.isEmpty() ? 0 : HourbookCommand.FAILED;
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
