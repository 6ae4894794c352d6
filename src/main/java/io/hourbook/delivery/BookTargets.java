package io.hourbook.delivery;

import io.hourbook.credential.Credentials;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Targets out of the mapping book that is in force when the question is asked. */
public final class BookTargets implements Targets {

    private final Supplier<MappingBook> book;
    private final Supplier<String> sandbox;
    private final Supplier<String> sandboxKey;
    private final Credentials credentials;

    /**
     * @param book    gives the book in force
     * @param sandbox gives the address of the built-in sandbox, without a trailing slash
     * @param sandboxKey what the built-in sandbox is shown, and nobody else
     * @param credentials what all others are shown
     */
    public BookTargets(Supplier<MappingBook> book, Supplier<String> sandbox, Supplier<String> sandboxKey, Credentials credentials) {
        this.book = book;
        this.sandbox = sandbox;
        this.sandboxKey = sandboxKey;
        this.credentials = credentials;
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
    public Map<String, String> shown(Target target) {
        return target.url() == null ? Targets.super.shown(target) : credentials.headers(target);
    }

    @Override
    public Map<String, String> others(Target target, Map<String, String> refused) {
        return target.url() == null ? refused : credentials.others(target, refused);
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
