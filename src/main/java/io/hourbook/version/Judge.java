package io.hourbook.version;

import io.hourbook.cases.HomeCheck;
import io.hourbook.cases.WrittenSecrets;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingCheck;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a set may go in force: everything that check looks at and all cases, on a copy that nobody else writes to. */
final class Judge {

    static final int MOST_NOTES = 500;

    /**
     * @param findings what is wrong, by path and line; empty where it may go in force
     * @param cases    how many cases were run
     * @param notes    first lines of what the check noted
     * @param millis   how long it took
     */
    record Verdict(List<Finding> findings, int cases, List<String> notes, int millis) {

        /** Nothing was checked, for a reason that has nothing to do with what was saved. */
        static Verdict refusing(Finding why) {
            return new Verdict(List.of(why), 0, List.of(), 0);
        }

        /** Whether it is worth another look although nobody saves anything: the disk had no room for a check. */
        boolean hadNoRoom() {
            return findings.stream().anyMatch(finding -> NO_ROOM.contains(finding.code()));
        }

        /** The same with some of what was found noted instead. */
        Verdict noting(Predicate<Finding> some) {
            List<String> noted = Stream.concat(findings.stream().filter(some).map(Judge::line), notes.stream()).distinct().limit(MOST_NOTES).toList();
            return new Verdict(findings.stream().filter(some.negate()).toList(), cases, noted, millis);
        }

        /** What was found, with what was seen and wanted, of these first lines. */
        List<String> whole(List<String> lines) {
            List<String> told = findings.stream().filter(finding -> lines.contains(line(finding))).map(Finding::text).distinct().toList();
            return told.isEmpty() ? lines : told;
        }

        /** What was so before is not held against an edit of something else: it is noted. Nothing else is let through. */
        Verdict apartFrom(Set<Finding> before) {
            return noting(before::contains);
        }

        /** The same with more findings, and more that is only noted. */
        Verdict and(List<Finding> more, List<Finding> noted) {
            return new Verdict(
                    Stream.concat(findings.stream(), more.stream()).toList(), cases,
                    Stream.concat(noted.stream().map(Judge::line), notes.stream()).distinct().limit(MOST_NOTES).toList(), millis);
        }
    }

    private static final Set<String> NO_ROOM = Set.of("HOM-101", "VER-104");
    private static final Pattern WHOLE_FILE = Pattern.compile("(routes|mappings)/.*\\.[a-z]+");
    /** What a case that comes out otherwise is told as, and a file of cases that cannot be read. */
    private static final Set<String> CASES = Set.of("ROU-201", "ROU-202", "ROU-203", "MAP-301", "MAP-302", "FMT-106", "FMT-107");

    /** Whether a line that was noted is of a case that did not come out. */
    static boolean ofCase(String line) {
        return CASES.stream().anyMatch(code -> line.contains(" " + code + " "));
    }

    static boolean ofCase(Finding finding) {
        return CASES.contains(finding.code());
    }

    /** The first line, which says it all. */
    static String line(Finding finding) {
        return finding.text().lines().findFirst().orElse("");
    }

    private final Path copy;
    private final UnaryOperator<String> settings;
    private final Supplier<Map<String, Class<?>>> beans;
    private FileSet copied;

    /**
     * @param copy     a folder of this judge's own
     * @param settings the value of a setting that routes may name, or null
     * @param beans    the beans that routes may name, with their classes
     */
    Judge(Path copy, UnaryOperator<String> settings, Supplier<Map<String, Class<?>>> beans) {
        this.copy = copy;
        this.settings = settings;
        this.beans = beans;
    }

    /** What is wrong with tables and policies, without any case: seen in a moment, and told again by {@link #judge}. */
    synchronized List<Finding> tables(FileSet files) {
        List<Finding> unfit = unfit(files);
        if (!unfit.isEmpty()) {
            return unfit;
        }
        try {
            lay(files);
        } catch (IOException full) {
            return noRoom(full).findings();
        }
        return new MappingCheck().check(new Home(copy).mappings());
    }

    private static List<Finding> unfit(FileSet files) {
        List<Finding> unfit = notText(files);
        unfit.addAll(unfit.isEmpty() ? WrittenSecrets.in(files.all()) : List.of());
        return unfit;
    }

    private Verdict noRoom(IOException full) {
        copied = null;
        return Verdict.refusing(new Finding(
                "VER-104", copy.toString(), "this cannot be written", Causes.ofFile(full), "a folder that Hourbook may write to",
                "make room, or give Hourbook's user the right to write there, and save again"));
    }

    synchronized Verdict judge(FileSet files) {
        long start = System.nanoTime();
        List<Finding> unfit = unfit(files);
        if (!unfit.isEmpty()) {
            // told alone: what else is wrong might repeat a secret
            return new Verdict(unfit, 0, List.of(), millis(start));
        }
        try {
            lay(files);
        } catch (IOException full) {
            return noRoom(full);
        }
        HomeCheck.Report report = HomeCheck.of(new Home(copy), settings, beans);
        List<String> notes = report.notes().stream().limit(MOST_NOTES).map(Judge::line).toList();
        List<Finding> findings = new ArrayList<>(report.findings());
        findings.addAll(stopsPasses(files, report.notes()));
        findings.addAll(HalfFiles.in(files));
        return new Verdict(findings.stream().map(Judge::placed).toList(), report.cases(), notes, millis(start));
    }

    /** What check lets pass where files are edited, and no pass would begin with where they run. */
    private static List<Finding> stopsPasses(FileSet files, List<Finding> notes) {
        List<Finding> stops = new ArrayList<>(notes.stream().filter(note -> note.code().equals("MAP-206")).toList());
        if (files.all().keySet().stream().noneMatch(path -> path.startsWith("routes/") && path.endsWith("/sync.camel.yaml"))) {
            stops.add(new Finding("ROU-172", "routes/schedule/sync.camel.yaml:1", "there is no route \"sync\", and no pass without it", null, "routes/schedule/sync.camel.yaml",
                    "put its file back"));
        }
        return stops;
    }

    /** What is wrong with a file as a whole, or is not there at all, is told at its first line: an editor opens it there. */
    private static Finding placed(Finding finding) {
        return WHOLE_FILE.matcher(finding.where()).matches()
                ? new Finding(finding.code(), finding.where() + ":1", finding.what(), finding.saw(), finding.want(), finding.fix()) : finding;
    }

    private static int millis(long start) {
        return (int) ((System.nanoTime() - start) / 1_000_000);
    }

    /** A file of cases that nothing reads may still not be anything at all: what is kept in the database is text. */
    private static List<Finding> notText(FileSet files) {
        List<Finding> findings = new ArrayList<>();
        files.all().forEach((path, bytes) -> {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException binary) {
                findings.add(new Finding("VER-106", path + ":1", "this is not a text file", "bytes that are not UTF-8", "a text file in UTF-8",
                        "save it as UTF-8 (in a spreadsheet: CSV UTF-8, comma separated)"));
            }
        });
        return findings;
    }

    private void lay(FileSet files) throws IOException {
        if (copied == null) {
            delete(copy);
            copied = FileSet.EMPTY;
        }
        for (String folder : List.of("routes", "mappings")) {
            Files.createDirectories(copy.resolve(folder));
        }
        for (String path : copied.changed(files)) {
            Path file = copy.resolve(path);
            if (files.get(path) == null) {
                Files.deleteIfExists(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, files.get(path));
            }
        }
        copied = files;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
