package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What went wrong, as {@code application/problem+json}: the members of RFC 9457, and the same words that log and console use.
 *
 * @param type   the section of docs/errors.md about the code
 * @param title  what is wrong, in one sentence
 * @param detail all of it as text, as a terminal would show it
 * @param fix    what to do
 * @param more   further findings, where there is more than one
 */
@Schema(name = "Problem", description = "What went wrong: where, what was seen, what was wanted, and what to do about it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiProblem(
        @Schema(description = "The page about this code") String type,
        @Schema(description = "What is wrong, in one sentence") String title,
        int status,
        @Schema(description = "All of it as text, as a terminal would show it") String detail,
        @Schema(description = "Stable; docs/errors.md has a section for each", example = "API-101") String code,
        @Schema(description = "The place: a file and line, a parameter, a letter") String where,
        @Schema(description = "The same as title") String what,
        @Schema(description = "The offending value") String saw,
        @Schema(description = "What would have been right") String want,
        @Schema(description = "The step of a route that stumbled") String at,
        @Schema(description = "What to do now") @JsonProperty("do") String fix,
        @Schema(description = "Further findings, where there is more than one") List<More> more) {

    /** A further finding of the same problem. */
    @Schema(name = "Finding")
    record More(String code, String where, String what, String saw, String want, String at, @JsonProperty("do") String fix) {}

    static ApiProblem of(HttpStatus status, Problem problem) {
        Finding first = problem.findings().get(0);
        List<More> more = problem.findings().stream().skip(1)
                .map(one -> new More(one.code(), one.where(), one.what(), one.saw(), one.want(), one.at(), one.fix()))
                .toList();
        return new ApiProblem(
                "/errors/" + first.code(), first.what(), status.value(), problem.getMessage(), first.code(), first.where(), first.what(),
                first.saw(), first.want(), first.at(), first.fix(), more.isEmpty() ? null : more);
    }

    ResponseEntity<Object> answer() {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(this);
    }
}
