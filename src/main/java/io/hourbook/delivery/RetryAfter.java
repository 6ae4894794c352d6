package io.hourbook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The Retry-After header, RFC 9110 §10.2.3: seconds, or a date. */
final class RetryAfter {

    /** Nobody means longer; a target that says so by mistake must not silence us for a year. */
    static final Duration MOST = Duration.ofHours(24);

    private RetryAfter() {}

    /**
     * @param header as received, or null
     * @return the wait from now, between nothing and 24 h; empty when there is none that can be read
     */
    static Optional<Duration> read(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String value = header.trim();
        if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(value.length() > 6 ? MOST : capped(Duration.ofSeconds(Long.parseLong(value))));
        }
        try {
            Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(capped(Duration.between(now, when)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
