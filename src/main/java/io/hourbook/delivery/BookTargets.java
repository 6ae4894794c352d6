package io.hourbook.delivery;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** Targets out of the mapping book that is in force when the question is asked. */
public final class BookTargets implements Targets {

    private final Supplier<MappingBook> book;
    private final Supplier<String> sandbox;

    /**
     * @param book    gives the book in force
     * @param sandbox gives the address of the built-in sandbox, without a trailing slash
     */
    public BookTargets(Supplier<MappingBook> book, Supplier<String> sandbox) {
        this.book = book;
        this.sandbox = sandbox;
    }

    @Override
    public Optional<Target> target(String name) {
        return Optional.ofNullable(book.get().targets().get(name));
    }

    @Override
    public String address(Target target) {
        String url = target.url() == null ? sandbox.get() : target.url();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public ZoneId companyZone() {
        return book.get().policies().companyZone();
    }

    @Override
    public PassScope ordinary(Instant at) {
        return book.get().schedules().ordinary(at);
    }
}
