package io.hourbook.schedule;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.timetable.Schedules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The schedules of the mapping book in force, and whether its folder has been edited since. */
final class BookStamp implements Plans.Book {

    private final Path folder;
    private final Mappings mappings;
    private Map<String, String> last = Map.of();

    BookStamp(Path folder, Mappings mappings) {
        this.folder = folder;
        this.mappings = mappings;
    }

    @Override
    public Schedules schedules() {
        return book().schedules();
    }

    @Override
    public Collection<String> sources() {
        return book().sources().keySet();
    }

    private MappingBook book() {
        return mappings.current().book();
    }

    /** By name, size and time of change. */
    @Override
    public synchronized Object stamp() {
        Map<String, String> now = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                now.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
            last = now;
        } catch (IOException | UncheckedIOException moving) {
            // somebody is at it: the next look finds it settled
            return last;
        }
        return now;
    }

    @Override
    public void reload() {
        mappings.load();
    }
}
