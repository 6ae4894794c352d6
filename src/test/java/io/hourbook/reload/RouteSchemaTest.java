package io.hourbook.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel takes is no fault, in whichever way it is written; and what is one is told where it stands, with how it is written. */
class RouteSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "setBody: {id: say, constant: 42}", "log: {id: tell, message: 42}", "setHeader: {id: mark, name: 42, simple: \"${body}\"}",
        "setHeader: {id: 42, name: x, expression: {constant: {expression: 5}}}", "delay: {id: wait, constant: 1000}",
        "throttle: {id: slow, constant: {expression: 5}, timePeriodMillis: \"1000\"}", "split: {id: each, simple: x, streaming: \"true\", steps: [{log: 1}]}",
        "choice: {id: which, when: [{id: one, simple: 1, steps: [{removeHeaders: {id: bare, pattern: 4}}]}]}"})
    void aNumberWithoutQuotesAndOneWithAreTheSame(String step) {
        assertThat(findings(step)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "split: {id: each, simple: 1, streaming: 1, steps: [{log: 1}]}| \"streaming\" is of the wrong kind| write true or false",
        "to: {id: to-x, uri: 42, parameters: 7}| \"parameters\" is of the wrong kind| write its options below it, one a line, indented by two more",
        "choice: {id: 7, when: 42}| \"when\" is of the wrong kind| write a list: each item on a line of its own that starts with \"- \"",
        "circuitBreaker: {id: 7, resilience4jConfiguration: {minimumNumberOfCalls: few}, steps: [{log: 1}]}"
                + "| \"minimumNumberOfCalls\" is of the wrong kind| write a number in digits, without a unit"})
    void theFaultIsToldAndNotTheNumbersBesideIt(String example) {
        String[] parts = example.split("\\|");

        assertThat(findings(parts[0])).singleElement().satisfies(finding -> {
            assertThat(finding.what()).isEqualTo(parts[1].strip());
            assertThat(finding.fix()).isEqualTo(parts[2].substring(1));
        });
    }

    private static List<Finding> findings(String step) {
        String text = """
                - route:
                    id: one
                    from:
                      uri: direct
                      parameters:
                        name: one
                      steps:
                        - %s
                """.formatted(step);
        return RouteSchema.check(RouteFile.read("routes/one.camel.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }
}
