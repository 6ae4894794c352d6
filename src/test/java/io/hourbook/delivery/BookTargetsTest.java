package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.mapping.Target;
import org.junit.jupiter.api.Test;

/** What the built-in endpoint is shown is shown to nobody else. */
class BookTargetsTest {

    private final BookTargets targets = new BookTargets(() -> {
        throw new AssertionError("the book is not asked");
    }, () -> "http://127.0.0.1:8080/sandbox", () -> "the key of the sandbox", null);

    private static Target at(String url, String token) {
        return new Target("books", url, token, 500, 0, 1, 0, 60);
    }

    @Test
    void only_a_target_without_an_address_is_shown_the_key() {
        assertThat(targets.token(at(null, null))).isEqualTo("the key of the sandbox");
        assertThat(targets.token(at("http://127.0.0.1:8080/sandbox", null))).as("even where it is named by its address").isNull();
        assertThat(targets.token(at("https://books.example.com", "theirs"))).isEqualTo("theirs");
        assertThat(targets.token(at("https://books.example.com", null))).isNull();
    }
}
