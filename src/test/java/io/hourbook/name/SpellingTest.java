package io.hourbook.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({"admin, admin, 0", "admin, admni, 2", "archery, admin, 6", "'', abc, 3", "rate, rates, 1", "bean, been, 1"})
    void wordsAreAsFarApartAsLettersHaveToChange(String one, String other, int distance) {
        assertThat(Spelling.distance(one, other)).isEqualTo(distance);
        assertThat(Spelling.distance(other, one)).isEqualTo(distance);
    }
}
