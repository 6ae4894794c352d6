package io.hourbook.cli;

import io.hourbook.cases.HomeCheck;
import io.hourbook.edition.Migration;
import io.hourbook.home.Home;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = {
            "Brings routes/ and mappings/ of an older release to the present format, and shows every difference.",
            "Files that were never edited become what this release ships; edited ones stay, and are named with what is shipped now."
        },
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--write", description = "Writes it. What is replaced is kept in data/set-aside/. Without this, nothing is written.")
    private boolean write;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Home home = homeOption.laidOut();
        PrintWriter out = spec.commandLine().getOut();
        Migration migration = Migration.of(home);
        if (migration.changes().isEmpty() && migration.byHand().isEmpty()) {
            out.println("routes/ and mappings/ are of the present format, and there is nothing to do.");
            return 0;
        }
        migration.changes().forEach(change -> out.println(change.kind() + " " + change.path() + "\n" + change.diff() + "\n"));
        migration.byHand().forEach(file -> out.println("yours, left as it is: " + file.path() + (file.after() == null
                ? "; it is shipped no more, see the changelog" : "; what is shipped now, to compare:\n" + file.diff()) + "\n"));
        makeSureItPasses(home, migration);
        Path kept = write ? written(home, migration) : null;
        out.println(sum(migration));
        if (!write) {
            out.println("Nothing was written. To write it: hourbook migrate --write" + homeOption.again());
        } else if (kept != null) {
            out.println("What was there before is in " + home.show(kept) + "/");
        }
        return 0;
    }

    private static Path written(Home home, Migration migration) {
        for (Migration.Change change : migration.changes()) {
            Path folder = home.root().resolve(change.path()).getParent();
            while (!Files.exists(folder)) {
                folder = folder.getParent();
            }
            if (!Files.isWritable(folder)) {
                throw unwritable(home.show(folder), "no right to write there", null);
            }
        }
        try {
            Path kept = migration.keep(home);
            migration.apply(home);
            return kept;
        } catch (IOException failed) {
            String where = failed instanceof FileSystemException file && file.getFile() != null ? home.show(Path.of(file.getFile())) : home.root().toString();
            throw unwritable(where, Causes.ofFile(failed), failed);
        }
    }

    private static Problem unwritable(String where, String why, IOException failed) {
        return new Problem(new Finding("VER-104", where, "this cannot be written", why, "a folder that may be written to, and room",
                "see to that and run it again, which does what is left; what was replaced is in data/set-aside/"), failed);
    }

    private static String sum(Migration migration) {
        String kinds = Stream.of("changed", "new", "gone")
                .map(kind -> migration.changes().stream().filter(change -> change.kind().equals(kind)).count() + " " + kind)
                .collect(Collectors.joining(", "));
        String from = migration.release() == null ? "" : ", from those of " + migration.release();
        return kinds + from + "; " + migration.byHand().size() + " edited and left as they are";
    }

    /** A migration that makes a sound home unsound is none: what is found afterwards and was not before is told, and nothing is written. */
    private static void makeSureItPasses(Home home, Migration migration) throws IOException {
        Path folder = Files.createTempDirectory("hourbook-migrate-");
        try {
            Home copy = new Home(folder);
            copy(home.routes(), copy.routes());
            copy(home.mappings(), copy.mappings());
            migration.apply(copy);
            List<Finding> after = HomeCheck.of(copy, Settings::value).findings();
            Set<String> before = after.isEmpty() ? Set.of()
                    : HomeCheck.of(home, Settings::value).findings().stream().map(MigrateCommand::line).collect(Collectors.toSet());
            List<Finding> fresh = after.stream().filter(finding -> !before.contains(line(finding))).toList();
            if (!fresh.isEmpty()) {
                List<Finding> told = new ArrayList<>();
                told.add(new Finding(
                        "VER-304", home.root().toString(), "the files would not pass afterwards, and nothing was written", fresh.size() + (fresh.size() == 1 ? " finding" : " findings"),
                        "none that is not there now", "mend what is named, most likely by taking over what is shipped for an edited file, and try again"));
                told.addAll(fresh);
                throw new Problem(told);
            }
        } finally {
            delete(folder);
        }
    }

    /** Without what was wanted: the nearest name may be another one by then. */
    private static String line(Finding finding) {
        return finding.where() + " " + finding.code() + " " + finding.what();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else if (Files.isRegularFile(path)) {
                    Files.copy(path, copy);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
