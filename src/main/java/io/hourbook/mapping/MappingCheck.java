package io.hourbook.mapping;

import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.util.List;

/** Looks through {@code mappings/} without a database, a target or a secret: what the check command and an editor ask. */
public final class MappingCheck {

    private final MappingLoader loader;

    /** With the environment of this process. */
    public MappingCheck() {
        this(new MappingLoader());
    }

    public MappingCheck(MappingLoader loader) {
        this.loader = loader;
    }

    /**
     * A folder that was looked through once.
     *
     * @param book     null where there are findings
     * @param findings everything that keeps the book from loading, but for secrets that are not on this machine
     * @param notes    what may be meant so, and often is not
     */
    public record Look(MappingBook book, List<Finding> findings, List<Finding> notes) {}

    /** Reads the folder as it is now. */
    public Look look(Path mappings) {
        Faults faults = new Faults();
        MappingBook book = loader.read(mappings, false, faults);
        if (book == null) {
            return new Look(null, faults.all(), List.of());
        }
        Faults notes = new Faults();
        notes.addAll(named(book) ? warnings(mappings) : List.of());
        new MappingNotes(book, mappings.toAbsolutePath().normalize().getFileName().toString(), notes).look();
        return new Look(book, List.of(), notes.all());
    }

    private static boolean named(MappingBook book) {
        return book.content().getOrDefault(Policy.TARGETS.file(), "").lines().anyMatch(line -> !line.strip().startsWith("#") && line.contains("${"));
    }

    /** Everything that keeps the book from loading, but for secrets that are not on this machine; empty when it is well. */
    public List<Finding> check(Path mappings) {
        Faults faults = new Faults();
        loader.read(mappings, false, faults);
        return faults.all();
    }

    /** Secrets that a book names and that are not on this machine: wrong where it serves, not where it is edited. */
    public List<Finding> warnings(Path mappings) {
        Faults faults = new Faults();
        loader.read(mappings, true, faults);
        return faults.all().stream().filter(finding -> finding.code().equals("MAP-206")).toList();
    }
}
