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
     * @param book     null where it cannot be loaded
     * @param findings everything that keeps the book from loading, but for secrets that are not on this machine; and published rates that
     *                 can be read and not be believed
     * @param notes    what may be meant so, and often is not
     */
    public record Look(MappingBook book, List<Finding> findings, List<Finding> notes) {}

    /** Reads the folder as it is now. */
    public Look look(Path mappings) {
        Faults faults = new Faults();
        MappingBook book = book(mappings, faults);
        if (book == null) {
            return new Look(null, faults.all(), List.of());
        }
        Faults notes = new Faults();
        notes.addAll(named(book) ? warnings(mappings) : List.of());
        new MappingNotes(book, mappings.toAbsolutePath().normalize().getFileName().toString(), notes).look();
        return new Look(book, faults.all(), notes.all());
    }

    /** The book, with what speaks against its published rates among the faults; null where it cannot be loaded. */
    private MappingBook book(Path mappings, Faults faults) {
        MappingFiles files = MappingFiles.read(mappings, faults);
        MappingBook book = loader.read(files, false, faults);
        if (book != null) {
            faults.addAll(PublishedTables.of(files, new Faults()).doubts());
        }
        return book;
    }

    private static boolean named(MappingBook book) {
        return book.content().getOrDefault(Policy.TARGETS.file(), "").lines().anyMatch(line -> !line.strip().startsWith("#") && line.contains("${"));
    }

    /** The same findings, without notes; empty when all is well. */
    public List<Finding> check(Path mappings) {
        Faults faults = new Faults();
        book(mappings, faults);
        return faults.all();
    }

    /** Secrets that a book names and that are not on this machine: wrong where it serves, not where it is edited. */
    public List<Finding> warnings(Path mappings) {
        Faults faults = new Faults();
        loader.read(mappings, true, faults);
        return faults.all().stream().filter(finding -> finding.code().equals("MAP-206")).toList();
    }
}
