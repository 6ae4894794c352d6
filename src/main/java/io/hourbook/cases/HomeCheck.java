package io.hourbook.cases;

import io.hourbook.edition.Editions;
import io.hourbook.format.Formats;
import io.hourbook.home.Home;
import io.hourbook.intake.FormatCases;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingCheck;
import io.hourbook.mapping.TargetKind;
import io.hourbook.problem.Finding;
import io.hourbook.reload.CaseRunner;
import io.hourbook.reload.RouteBeanCatalog;
import io.hourbook.timetable.Schedules;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Everything that can be told of a home without starting it: routes, tables, policies, formats, and the cases of all of them. */
public final class HomeCheck {

    /**
     * @param findings what is wrong, by path and line
     * @param notes    what may be meant so, and often is not, by path and line
     * @param cases    how many cases of routes, tables and policies were run
     */
    public record Report(List<Finding> findings, List<Finding> notes, int cases) {}

    private static final Comparator<Finding> BY_PLACE = Comparator.<Finding, String>comparing(finding -> finding.where().replaceFirst(":\\d{1,9}$", ""))
            .thenComparingInt(HomeCheck::line)
            .thenComparing(Finding::code);

    private HomeCheck() {}

    /**
     * Needs neither a database nor Spring, and touches no network. Routes and mappings are read side by side.
     *
     * @param settings the value of a setting that routes may name, or null
     */
    public static Report of(Home home, UnaryOperator<String> settings) {
        return of(home, settings, () -> RouteBeanCatalog.scan("io.hourbook"));
    }

    /**
     * The same where the application runs and knows its beans.
     *
     * @param catalog the beans that routes may name, with their classes
     */
    public static Report of(Home home, UnaryOperator<String> settings, Supplier<Map<String, Class<?>>> catalog) {
        CompletableFuture<MappingCheck.Look> look = CompletableFuture.supplyAsync(() -> new MappingCheck().look(home.mappings()), HomeCheck::aside);
        CompletableFuture<Map<String, Class<?>>> beans = CompletableFuture.supplyAsync(catalog, HomeCheck::aside);
        CompletableFuture<List<Finding>> formats = look.thenApply(looked -> FormatCases.run(home.mappings(), Formats.read(home.mappings()).formats()));
        MappingCases tables = new MappingCases(home.mappings());
        CompletableFuture<List<Finding>> tableCases =
                look.thenApply(looked -> looked.book() == null ? tables.unreadable() : tables.run(looked.book()));
        RouteCases.warmUp();
        List<Finding> findings = new ArrayList<>();
        List<Finding> leftOver = new ArrayList<>();
        int cases;
        CaseFacts facts = new CaseFacts(() -> look.join().book());
        try (CaseRunner routes = RouteCases.runner(home.routes(), facts, beans.join(), settings)) {
            CaseRunner.Look came = routes.look();
            findings.addAll(came.findings());
            leftOver.addAll(came.leftOver());
            cases = routes.cases().size();
            MappingBook book = look.join().book();
            if (book != null) {
                findings.addAll(workWithoutRoute(home, book, routes));
                findings.addAll(targetsWithoutRoute(home, book, routes));
            }
        }
        MappingCheck.Look looked = look.join();
        findings.addAll(looked.findings());
        findings.addAll(formats.join());
        findings.addAll(tableCases.join());
        WrittenSecrets.addTo(findings, home);
        Editions.Look editions = Editions.look(home, LocalDate.now(Clock.systemUTC()));
        findings.addAll(editions.findings());
        List<Finding> notes = new ArrayList<>(looked.notes());
        notes.addAll(editions.notes());
        notes.addAll(leftOver);
        notes.addAll(FolderNotes.of(home));
        return new Report(
                findings.stream().sorted(BY_PLACE).toList(), notes.stream().sorted(BY_PLACE).toList(),
                cases + (looked.book() == null ? 0 : tables.count()));
    }

    /** What a company wrote down to be done by itself, and no route does. */
    private static List<Finding> workWithoutRoute(Home home, MappingBook book, CaseRunner routes) {
        List<Finding> findings = new ArrayList<>();
        List<String> lines = book.content().getOrDefault("schedules.yaml", "").lines().toList();
        book.schedules().work().keySet().stream()
                .filter(name -> !Schedules.isPass(name) && !book.schedules().assumed().contains(name) && !routes.loaded(name))
                .forEach(name -> findings.add(Schedules.routeMissing(
                        home.show(home.mappings().resolve("schedules.yaml")) + ":" + (1 + lineOf(lines, name)), name)));
        return findings;
    }

    /** Targets of a kind that no route of this home speaks, as where its routes are of an earlier release. */
    private static List<Finding> targetsWithoutRoute(Home home, MappingBook book, CaseRunner routes) {
        List<String> lines = book.content().getOrDefault("targets.yaml", "").lines().toList();
        return book.targets().values().stream()
                .filter(target -> target.kind() != TargetKind.HTTP && !routes.loaded(target.kind().word() + "-target"))
                .map(target -> new Finding(
                        "DEL-126", home.show(home.mappings().resolve("targets.yaml")) + ":" + (1 + lineOf(lines, target.target())),
                        "no route speaks to a target of this kind", target.target() + ", kind " + target.kind().word(),
                        "a sound file routes/deliver/" + target.kind().word() + "-target.camel.yaml",
                        "hourbook migrate --write adds the routes of this release; or mend that file"))
                .toList();
    }

    private static int lineOf(List<String> lines, String name) {
        return IntStream.range(0, lines.size()).filter(i -> lines.get(i).strip().startsWith(name + ":")).findFirst().orElse(0);
    }

    /** Threads of our own: those of the common pool do not see what is in the jar. */
    private static void aside(Runnable task) {
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        thread.start();
    }

    private static int line(Finding finding) {
        String line = finding.where().replaceFirst(".*:(?=\\d{1,9}$)", "");
        return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
    }
}
