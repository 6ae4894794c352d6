package io.hourbook.readback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** The plain contract's reader, where an endpoint answers otherwise than the contract says. */
class PlainReadingTest {

    private static final Look LOOK = new Look(
            new Target("books", "http://books.example", null, 500, 0, 4, 0, 30), null, LocalDate.of(2025, 3, 1), Instant.EPOCH, List.of());

    private static Answer answer(int status, String body) {
        return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEndpointThatDoesNotTellIsSaidToPeopleWithWhatToDo() {
        for (int status : new int[] {404, 405, 501}) {
            Problem problem = catchThrowableOfType(Problem.class, () -> new PlainReading(LOOK).hear(answer(status, "no")));
            assertThat(problem.code()).isEqualTo("DEL-701");
            assertThat(problem.getMessage()).contains("target books").contains("reads: yes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[]", "{}", "{\"documents\":[]}", "{\"documents\":{},\"cursor\":\"c\"}", "{\"documents\":[{\"id\":\"D\"}],\"cursor\":\"c\"}",
        "{\"documents\":[{\"id\":\"D\",\"status\":\"paid\"}],\"cursor\":\"c\"}",
        "{\"documents\":[{\"id\":\"D\",\"status\":\"draft\",\"total\":1.10}],\"cursor\":\"c\"}",
        "{\"documents\":[{\"id\":\"D\",\"status\":\"draft\",\"total\":\"1,10\"}],\"cursor\":\"c\"}",
        "{\"documents\":[{\"id\":\"D\",\"status\":\"draft\",\"date\":\"31.03.2025\"}],\"cursor\":\"c\"}",
        "{\"documents\":[{\"id\":\"D\",\"status\":\"draft\",\"payments\":[{\"id\":\"P\",\"amount\":\"1\"}]}],\"cursor\":\"c\"}"
    })
    void anAnswerThatSaysNothingIsReadAtTheNextTime(String body) {
        assertThat(catchThrowableOfType(TryLater.class, () -> new PlainReading(LOOK).hear(answer(200, body)))).isNotNull();
    }

    @Test
    void whatIsNotToldIsNull() {
        PlainReading reading = new PlainReading(LOOK);
        reading.hear(answer(200, "{\"documents\":[{\"id\":17,\"status\":\"void\"}],\"cursor\":\"c\",\"more\":false}"));

        assertThat(reading.asks()).isFalse();
        assertThat(reading.page().documents().get(0)).isEqualTo(SeenDocument.of("17", null, SeenDocument.State.VOID));
    }
}
