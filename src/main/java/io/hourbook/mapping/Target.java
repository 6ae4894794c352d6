package io.hourbook.mapping;

import java.time.LocalDate;
import java.util.Map;

/**
 * An accounting system.
 *
 * @param target       its name
 * @param kind         what it speaks
 * @param url          base address without a trailing slash, or null for the built-in sandbox
 * @param token        bearer token reference already resolved, or null; never shown or logged
 * @param lineLimit    most lines of one document, 1 or more
 * @param batch        documents a batch call may carry, 0 where the target takes none
 * @param concurrency  calls at once, 1 or more
 * @param perMinute    calls a minute, 0 for no limit
 * @param timeoutSeconds for one answer
 * @param starts       the first day of work that goes there, or null; earlier work is excluded
 * @param settings     what only its kind knows, by name; no secrets
 * @param names        what it calls accounts, customers, vendors and the like
 * @param auth         what it wants to be shown, or null; the token is one way of it
 * @param perDay       calls in 24 hours, 0 for no limit
 * @param gzip         whether bodies may be compressed
 * @param reads        whether what people do there is read back, where its kind has a reader
 */
public record Target(
        String target, TargetKind kind, String url, String token, int lineLimit, int batch, int concurrency, int perMinute,
        int timeoutSeconds, LocalDate starts, Map<String, String> settings, TargetNames names, TargetAuth auth, int perDay,
        boolean gzip, boolean reads) {

    /** One that is shown its token at most, and called as often as is wanted. */
    public Target(
            String target, TargetKind kind, String url, String token, int lineLimit, int batch, int concurrency, int perMinute,
            int timeoutSeconds, LocalDate starts, Map<String, String> settings, TargetNames names) {
        this(target, kind, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, starts, settings, names, null, 0, false, kind != TargetKind.HTTP || url == null);
    }

    /** One that speaks the plain contract, to which all work goes, whenever it was done. */
    public Target(
            String target, String url, String token, int lineLimit, int batch, int concurrency, int perMinute, int timeoutSeconds) {
        this(target, TargetKind.HTTP, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, null, Map.of(), TargetNames.NONE);
    }

    /** The same with another first day. @param day null for none */
    public Target starting(LocalDate day) {
        return new Target(target, kind, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, day, settings, names, auth, perDay,
                gzip, reads);
    }

    /** The same with other credentials. */
    public Target shown(TargetAuth other) {
        return new Target(target, kind, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, starts, settings, names, other,
                perDay, gzip, reads);
    }

    /** The same with another limit of calls in 24 hours, and bodies compressed or not. */
    public Target taking(int perDay, boolean gzip) {
        return new Target(target, kind, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, starts, settings, names, auth,
                perDay, gzip, reads);
    }

    /** The same, read back or not. */
    public Target readBack(boolean reads) {
        return new Target(target, kind, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, starts, settings, names, auth,
                perDay, gzip, reads);
    }

    /** A setting of its kind. @param otherwise where it is not set */
    public String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    @Override
    public String toString() {
        return target;
    }
}
