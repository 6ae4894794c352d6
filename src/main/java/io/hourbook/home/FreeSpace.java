package io.hourbook.home;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The room that is left on the home's disks, looked at before it is needed: a database that runs out of room in the middle of a
 * statement, or a file that is written half, is worse than a pass that waits.
 */
public final class FreeSpace {

    private static final long MIB = 1 << 20;
    /** For the files that a pass leaves, and for the home's own small ones. */
    private static final long FILES_BYTES = 2 * MIB;
    /** For the built-in database: what its logs, undo and temporary tables take beside the data of one pass of usual size. */
    private static final long DATABASE_BYTES = 64 * MIB;
    /** What a byte of an export comes to in the built-in database, with its indexes, lines and documents. */
    private static final long GROWTH = 20;

    /** The folders that {@link #places} may tell of; the first is the home itself. */
    public static final List<String> FOLDERS = List.of("", "data/", "out/");

    /** One folder, what is free on its disk and what is wanted there, in bytes. */
    public record Place(String folder, long freeBytes, long neededBytes) {

        public boolean enough() {
            return freeBytes >= neededBytes;
        }
    }

    private final Home home;
    private final boolean databaseInside;
    private final LongConsumer coming;
    /** Files that wait for room, with how much they want. */
    private final Map<Path, Long> waiting = new ConcurrentHashMap<>();

    /** @param databaseInside whether the database has its data in this home */
    public FreeSpace(Home home, boolean databaseInside) {
        this(home, databaseInside, fileBytes -> {});
    }

    /**
     * @param databaseInside whether the database has its data in this home
     * @param coming         told the size in bytes of each file that there is room for, before it is taken
     */
    public FreeSpace(Home home, boolean databaseInside, LongConsumer coming) {
        this.home = home;
        this.databaseInside = databaseInside;
        this.coming = coming;
    }

    /** The folders that are written to, as they are now. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>(List.of(place(home.root(), "", FILES_BYTES)));
        if (Files.isDirectory(home.data())) {
            places.add(place(home.data(), "data/", databaseInside ? DATABASE_BYTES : FILES_BYTES));
        }
        if (Files.isDirectory(home.out())) {
            places.add(place(home.out(), "out/", FILES_BYTES));
        }
        return places;
    }

    /** Why no pass is to be begun now. */
    public Optional<Finding> tooLittle() {
        return tooLittle(1);
    }

    /** Why a pass that has begun is not to go on: it may use up half of what was asked for before. */
    public Optional<Finding> usedUp() {
        return tooLittle(2);
    }

    private Optional<Finding> tooLittle(int part) {
        return places().stream().filter(place -> place.freeBytes() < place.neededBytes() / part).findFirst().map(place -> new Finding(
                "HOM-101", shown(place.folder()), "there is too little room on this disk to go on", words(place.freeBytes()) + " free",
                words(place.neededBytes()) + " free", "make room there; what waits goes on by itself, and nothing is lost"));
    }

    /**
     * Whether there is room to take a file now. One for which there is not is remembered until there is.
     *
     * @param file      where it lies
     * @param name      as it is shown
     * @param sizeBytes of the file
     * @param tell      told why not, the first time
     */
    public boolean takes(Path file, String name, long sizeBytes, Consumer<Finding> tell) {
        if (!databaseInside || !Files.isDirectory(home.data())) {
            return true;
        }
        Place data = place(home.data(), "data/", DATABASE_BYTES / 2 + sizeBytes * GROWTH);
        if (data.enough()) {
            waiting.remove(file);
            coming.accept(sizeBytes);
        } else if (waiting.put(file, data.neededBytes()) == null) {
            tell.accept(new Finding(
                    "HOM-102", name, "there is too little room on the database's disk for this file", words(data.freeBytes()) + " free in "
                            + shown("data/"), words(data.neededBytes()) + " free for a file of " + words(sizeBytes),
                    "make room there; the file stays in the inbox and is taken by itself"));
        }
        return data.enough();
    }

    /** Whether a file that there was no room for could be taken now. */
    public boolean takesAgain() {
        waiting.keySet().removeIf(file -> !Files.exists(file));
        return !waiting.isEmpty() && waiting.values().stream().anyMatch(needed -> place(home.data(), "data/", needed).enough());
    }

    private String shown(String folder) {
        return home.root() + (folder.isEmpty() ? "" : "/" + folder);
    }

    private static Place place(Path folder, String name, long needed) {
        try {
            return new Place(name, Files.getFileStore(folder).getUsableSpace(), needed);
        } catch (IOException unknown) {
            // what is wrong with the folder is said by whoever needs it
            return new Place(name, Long.MAX_VALUE, needed);
        }
    }

    /** {@code 900 KiB}, {@code 12 MiB}, {@code 3 GiB}; rounded down. */
    static String words(long bytes) {
        if (bytes >= 10 * 1024 * MIB) {
            return bytes / MIB / 1024 + " GiB";
        }
        return bytes >= MIB ? bytes / MIB + " MiB" : bytes / 1024 + " KiB";
    }
}
