package io.hourbook.delivery;

import io.hourbook.delivery.Guest.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What answers say about how often their target takes calls: Retry-After (RFC 9110), X-Rate-Limit-Problem and X-…Limit-Remaining (Xero),
 * X-RateLimit-Remaining and -Reset (many others, GitHub's meaning: seconds from now, or of the epoch).
 */
final class Limits {

    /**
     * A wait that the whole target wants.
     *
     * @param why for people
     */
    record Rest(Duration length, String why) {}

    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    /** Of a day's limit nobody says when it is lifted; looking again once an hour is little. */
    private static final Duration AN_HOUR = Duration.ofHours(1);
    /** Later than this, a number of seconds counts from 1970. */
    private static final long EPOCH = 1_000_000_000L;
    private static final List<String> MINUTES = List.of("X-MinLimit-Remaining", "X-AppMinLimit-Remaining");

    private Limits() {}

    /** @return the wait, or empty where the next call may be made at once */
    static Optional<Rest> rest(int status, Headers headers, Instant now) {
        return switch (status) {
            case 429 -> Optional.of(refused(headers, now));
            case 503 -> RetryAfter.read(headers.get("Retry-After"), now)
                    .filter(asked -> asked.compareTo(A_MINUTE) >= 0)
                    .map(asked -> new Rest(asked, "503 not available for a longer time"));
            default -> spent(headers, now);
        };
    }

    private static Rest refused(Headers headers, Instant now) {
        String problem = text(headers, "X-Rate-Limit-Problem");
        String why = "429 too many calls" + (problem.matches("[A-Za-z-]{1,20}") ? " (" + problem + ")" : "");
        Optional<Duration> asked = RetryAfter.read(headers.get("Retry-After"), now).or(() -> reset(headers, now));
        return new Rest(asked.orElse(problem.equalsIgnoreCase("day") ? AN_HOUR : problem.isEmpty() ? Duration.ofSeconds(5) : A_MINUTE), why);
    }

    /** A limit that this call was the last of: the next one would be refused. */
    private static Optional<Rest> spent(Headers headers, Instant now) {
        if (none(headers, "X-DayLimit-Remaining")) {
            return Optional.of(new Rest(AN_HOUR, "the target's calls of this day are used up"));
        }
        if (MINUTES.stream().anyMatch(name -> none(headers, name))) {
            return Optional.of(new Rest(A_MINUTE, "the target's calls of this minute are used up"));
        }
        return none(headers, "X-RateLimit-Remaining")
                ? Optional.of(new Rest(reset(headers, now).orElse(A_MINUTE), "the target's calls are used up for now"))
                : Optional.empty();
    }

    private static boolean none(Headers headers, String name) {
        return text(headers, name).matches("0+");
    }

    private static Optional<Duration> reset(Headers headers, Instant now) {
        String value = text(headers, "X-RateLimit-Reset");
        if (!value.matches("\\d{1,12}")) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(value);
        long from = seconds < EPOCH ? seconds : seconds - now.getEpochSecond();
        return Optional.of(Duration.ofSeconds(Math.max(0, Math.min(RetryAfter.MOST.toSeconds(), from))));
    }

    private static String text(Headers headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value.strip();
    }
}
