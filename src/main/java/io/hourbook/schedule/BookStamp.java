package io.hourbook.schedule;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.timetable.Schedules;
import java.util.Collection;
import java.util.function.IntSupplier;

/** The schedules of the mapping book in force, and whether another version of it has gone in force since. */
final class BookStamp implements Plans.Book {

    private final IntSupplier version;
    private final Mappings mappings;

    BookStamp(IntSupplier version, Mappings mappings) {
        this.version = version;
        this.mappings = mappings;
    }

    @Override
    public Schedules schedules() {
        return book().schedules();
    }

    @Override
    public Collection<String> targets() {
        return book().targets().keySet();
    }

    @Override
    public Collection<String> sources() {
        return book().sources().keySet();
    }

    private MappingBook book() {
        return mappings.current().book();
    }

    /** The number of the version in force. */
    @Override
    public Object stamp() {
        return version.getAsInt();
    }

    @Override
    public void reload() {
        mappings.load();
    }
}
