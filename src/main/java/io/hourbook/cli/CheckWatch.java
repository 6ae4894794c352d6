package io.hourbook.cli;

import io.hourbook.cases.HomeCheck;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks a home again whenever something in its routes or mappings has been saved. The folders are looked at by name, size and
 * time, twice a second; what still changes from one look to the next is not read, so that a half-written file is never judged.
 * Watching through the system would miss folders that are made later.
 */
final class CheckWatch {

    private static final long BETWEEN_LOOKS_MILLIS = 500;

    private final Home home;
    private final PrintWriter out;
    private final Supplier<HomeCheck.Report> check;

    CheckWatch(Home home, PrintWriter out, Supplier<HomeCheck.Report> check) {
        this.home = home;
        this.out = out;
        this.check = check;
    }

    /** Ends when the thread is interrupted, or with the process. */
    void go(HomeCheck.Report first) {
        HomeCheck.Report report = first;
        Map<String, String> checked = stamps();
        Map<String, String> seen = checked;
        out.println("watching routes/ and mappings/; Ctrl-C ends it");
        out.flush();
        while (pause()) {
            Map<String, String> now = stamps();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(checked)) {
                checked = now;
                HomeCheck.Report next = check.get();
                tell(report, next);
                report = next;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Only what has come and what has gone. */
    private void tell(HomeCheck.Report before, HomeCheck.Report after) {
        Set<String> old = texts(before);
        Set<String> now = texts(after);
        List<String> gone = new ArrayList<>(old);
        gone.removeAll(now);
        now.removeAll(old);
        gone.forEach(text -> out.println("gone: " + text.lines().findFirst().orElse("")));
        now.forEach(out::println);
        out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + CheckCommand.sum(after));
        out.flush();
    }

    private static Set<String> texts(HomeCheck.Report report) {
        Set<String> texts = new LinkedHashSet<>();
        report.findings().stream().map(Finding::text).forEach(texts::add);
        report.notes().stream().map(note -> "note: " + note.text()).forEach(texts::add);
        return texts;
    }

    /** Size and time of every file, by its path. */
    private Map<String, String> stamps() {
        Map<String, String> stamps = new TreeMap<>();
        for (Path folder : List.of(home.routes(), home.mappings())) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(file -> stamps.put(file.toString(), stamp(file)));
            } catch (IOException | UncheckedIOException moved) {
                // a folder that goes while it is looked at is looked at again
                stamps.put(folder.toString(), "gone");
            }
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isDirectory() ? "folder" : attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException gone) {
            return "gone";
        }
    }
}
