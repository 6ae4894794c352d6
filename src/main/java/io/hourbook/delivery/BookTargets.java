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
    private final Supplier<String> sandboxKey;

    /**
     * @param book    gives the book in force
     * @param sandbox gives the address of the built-in sandbox, without a trailing slash
     * @param sandboxKey what the built-in sandbox is shown, and nobody else
     */
    public BookTargets(Supplier<MappingBook> book, Supplier<String> sandbox, Supplier<String> sandboxKey) {
        this.book = book;
        this.sandbox = sandbox;
        this.sandboxKey = sandboxKey;
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

    /** A target that names an address gets its own token, whatever the address: only one that names none is the sandbox. */
    @Override
    public String token(Target target) {
        return target.url() == null ? sandboxKey.get() : target.token();
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
