package io.hourbook.intake;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders {@code inbox/<source>/}: what is due in them, and where files go when they are done with. Bean {@code inbox}.
 *
 * <p>Any regular file counts, whatever its name, except names that writers give to what is not finished. A file is due when
 * neither its size nor its modification time changed between two looks, and the second is at least a second past its
 * modification; what still changes waits for the next pass. Links are not followed: what lies outside is not the inbox.
 */
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Set<String> UNFINISHED = Set.of("part", "tmp", "crdownload", "swp", "filepart", "partial");
    private static final Comparator<DueFile> ORDER = Comparator
            // whole seconds: a folder copied at once is written in any order, and many file systems keep no more
            .comparing((DueFile file) -> file.modifiedAt().truncatedTo(ChronoUnit.SECONDS))
            .thenComparing(DueFile::stem)
            .thenComparing(DueFile::name)
            .thenComparing(DueFile::source);

    /** Waits; a test looks at the inbox in the meantime. */
    @FunctionalInterface
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    private final Home home;
    private final Clock clock;
    private final Pause pause;

    public Inbox(Home home, Clock clock) {
        this(home, clock, length -> Thread.sleep(length.toMillis()));
    }

    Inbox(Home home, Clock clock, Pause pause) {
        this.home = home;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * The files that are whole, by modification time in seconds, then by name without extension. Waits up to a second, once
     * for all files, where there are any.
     */
    public List<DueFile> due(Collection<String> sources) {
        Map<Path, DueFile> before = look(sources);
        if (before.isEmpty()) {
            return List.of();
        }
        if (!waited(untilSettled(before.values()))) {
            return List.of();
        }
        Map<Path, DueFile> after = look(sources);
        List<DueFile> due = new ArrayList<>();
        before.forEach((path, file) -> {
            if (file.equals(after.get(path))) {
                due.add(file);
            } else {
                LOG.info("{} is still being written or has gone; the next pass looks again", home.show(path));
            }
        });
        due.sort(ORDER);
        return due;
    }

    /** How many files lie in a source's folder, whole or not. */
    public int lying(String source) {
        return look(List.of(source)).size();
    }

    /** What lies in the inbox and belongs to no source: folders that nobody reads, and files outside of any folder. */
    public List<Finding> unclaimed(Collection<String> sources) {
        if (!Files.isDirectory(home.inbox())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(home.inbox())) {
            return paths.filter(path -> !sources.contains(path.getFileName().toString()) && counts(path) && holdsFiles(path))
                    .sorted()
                    .map(path -> Refusals.unclaimed(home.show(path)))
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", home.show(home.inbox()), e.toString());
            return List.of();
        }
    }

    private static boolean holdsFiles(Path path) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(file -> counts(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean waited(Duration length) {
        try {
            pause.of(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration untilSettled(Collection<DueFile> files) {
        Instant now = clock.instant();
        Duration longest = BETWEEN_LOOKS;
        for (DueFile file : files) {
            Duration left = SETTLED.minus(Duration.between(file.modifiedAt(), now));
            if (left.compareTo(longest) > 0) {
                longest = left;
            }
        }
        // a modification time in the future cannot be waited for; unchanged for a second is all that can be asked of it
        return longest.compareTo(SETTLED) > 0 ? SETTLED : longest;
    }

    private Map<Path, DueFile> look(Collection<String> sources) {
        Map<Path, DueFile> seen = new LinkedHashMap<>();
        for (String source : sources) {
            Path folder = home.inbox().resolve(source);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Inbox::counts).forEach(path -> look(source, path, seen));
            } catch (IOException e) {
                LOG.warn("{} cannot be listed: {}", home.show(folder), e.toString());
            }
        }
        return seen;
    }

    private static boolean counts(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.startsWith("~") && !name.endsWith("~") && !(dot >= 0 && UNFINISHED.contains(extension));
    }

    private void look(String source, Path path, Map<Path, DueFile> seen) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (file.isRegularFile()) {
                seen.put(path, new DueFile(source, path, path.getFileName().toString(), file.size(),
                        file.lastModifiedTime().toInstant()));
            } else if (file.isSymbolicLink()) {
                LOG.warn("{} is a link and is not followed; put the file itself there", home.show(path));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away while it was looked at", path);
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at: {}", home.show(path), e.toString());
        }
    }

    /**
     * Moves a taken file to {@code done/}, its name kept where that is free there. A file that changed while it was read stays
     * in the inbox: its new content is due next.
     *
     * @return where it went; empty where it stayed
     */
    public Optional<Path> done(DueFile file, int runId) throws IOException {
        return move(file, "done", runId);
    }

    /** Moves a refused file to {@code refused/}, with the reason beside it in {@code <name>.why.txt}. */
    public Optional<Path> refused(DueFile file, int runId, Finding finding) throws IOException {
        Optional<Path> moved = move(file, "refused", runId);
        if (moved.isPresent()) {
            Files.writeString(moved.get().resolveSibling(moved.get().getFileName() + ".why.txt"), finding.text() + "\n");
        }
        return moved;
    }

    private Optional<Path> move(DueFile file, String folder, int runId) throws IOException {
        if (!file.unchanged()) {
            LOG.info("{} changed while it was read; the next pass takes it again", home.show(file.path()));
            return Optional.empty();
        }
        return Optional.of(file.moveTo(folder, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".run-" + runId));
    }
}
