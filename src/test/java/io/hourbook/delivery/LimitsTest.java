package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What vendors say about how often they take calls. */
class LimitsTest {

    private static final Instant NOW = Instant.parse("2025-03-31T12:00:00Z");

    private static Duration rest(int status, Map<String, String> headers) {
        return Limits.rest(status, headers::get, NOW).map(Limits.Rest::length).orElse(null);
    }

    @Test
    void retryAfterIsInSecondsOrADate() {
        assertThat(rest(429, Map.of("Retry-After", "41"))).isEqualTo(Duration.ofSeconds(41));
        assertThat(rest(429, Map.of("Retry-After", "Mon, 31 Mar 2025 12:03:00 GMT"))).isEqualTo(Duration.ofMinutes(3));
        assertThat(rest(429, Map.of("Retry-After", "soon"))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aLimitThatIsNamedWithoutAWaitIsWaitedOut() {
        assertThat(rest(429, Map.of("X-Rate-Limit-Problem", "minute"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(rest(429, Map.of("X-Rate-Limit-Problem", "day"))).isEqualTo(Duration.ofHours(1));
        assertThat(rest(429, Map.of("X-Rate-Limit-Problem", "day", "Retry-After", "20000"))).isEqualTo(Duration.ofSeconds(20_000));
    }

    @Test
    void nothingLeftIsHeardBeforeItIsSaid() {
        assertThat(rest(200, Map.of("X-MinLimit-Remaining", "0"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(rest(200, Map.of("X-AppMinLimit-Remaining", "0"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(rest(200, Map.of("X-DayLimit-Remaining", "0", "X-MinLimit-Remaining", "0"))).isEqualTo(Duration.ofHours(1));
        assertThat(rest(201, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "30"))).isEqualTo(Duration.ofSeconds(30));
        assertThat(rest(201, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", String.valueOf(NOW.getEpochSecond() + 90))))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(rest(201, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "999999999999"))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aTargetThatIsDownForALongTimeIsLeftAloneAndOneThatIsBusyIsNot() {
        assertThat(rest(503, Map.of("Retry-After", "3600"))).isEqualTo(Duration.ofHours(1));
        assertThat(rest(503, Map.of("Retry-After", "2"))).as("the document's own matter").isNull();
        assertThat(rest(503, Map.of())).isNull();
        assertThat(rest(200, Map.of("X-MinLimit-Remaining", "3", "X-DayLimit-Remaining", "", "X-RateLimit-Remaining", "x"))).isNull();
    }
}
