package io.hourbook.mapping;

import java.time.LocalDate;

/**
 * An accounting endpoint.
 *
 * @param target       its name
 * @param url          base address without a trailing slash, or null for the built-in sandbox
 * @param token        bearer token reference already resolved, or null; never shown or logged
 * @param lineLimit    most lines of one document, 1 or more
 * @param batch        documents a batch call may carry, 0 where the target takes none
 * @param concurrency  calls at once, 1 or more
 * @param perMinute    calls a minute, 0 for no limit
 * @param timeoutSeconds for one answer
 * @param starts       the first day of work that goes there, or null; earlier work is excluded
 */
public record Target(
        String target, String url, String token, int lineLimit, int batch, int concurrency, int perMinute, int timeoutSeconds,
        LocalDate starts) {

    /** All work goes there, whenever it was done. */
    public Target(
            String target, String url, String token, int lineLimit, int batch, int concurrency, int perMinute, int timeoutSeconds) {
        this(target, url, token, lineLimit, batch, concurrency, perMinute, timeoutSeconds, null);
    }

    @Override
    public String toString() {
        return target;
    }
}
