package io.hourbook.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which crons are taken: those of one meaning. */
class CronTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "0 0/15 6-20 ? * MON-FRI", "0 0/15 6-20 * * MON-FRI", "0 0 3 1 * ?", "0 0 3 1 * *", "0 30 6 * * ?", "59 59 23 L * ?", "0 0 12 29 2 ?",
        "0 0 6 ? * MON#1", "0 0 6 ? jan,jul fri", "0 5,35 * * * *"})
    void theseAreTaken(String cron) {
        assertThat(Cron.of(cron)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 99 * * * ? | has a field that is out of its range or no cron",
        "0 0 24 * * ? | has a field that is out of its range or no cron",
        "0 0 0 32 * ? | has a field that is out of its range or no cron",
        "0 0 0 0 * ? | has a field that is out of its range or no cron",
        "0 0 0 1 13 ? | has a field that is out of its range or no cron",
        "0 0 0 ? * FUN | has a field that is out of its range or no cron",
        "0 0/0 0 * * ? | has a field that is out of its range or no cron",
        "0 - 0 * * ? | has a field that is out of its range or no cron",
        "0 0 0 31 2 ? | is never due: there is no such day",
        "0 0 0 30 2 ? | is never due: there is no such day",
        "0 0 0 31 4,6,9,11 ? | is never due: there is no such day",
        "99 0 0 * * ? | would be due more than once a minute: its first field, the second, is no single number",
        "*/5 * * * * ? | would be due more than once a minute: its first field, the second, is no single number",
        "0 0 6 ? * 1 | counts the days of the week, which programs begin with different days",
        "0 0 6 1 * MON | names a day of the month and a day of the week, of which only one can hold",
        "0 0 6 * * | has 5 fields instead of six",
        "0 0 6 * * ? 2030 | has 7 fields instead of six",
        "@daily | has 1 fields instead of six",
        "0 0 6 * * ;rm | has a field that is no cron: ;RM",
    })
    void theseAreRefused(String cron, String why) {
        assertThatThrownBy(() -> Cron.of(cron)).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
    }
}
