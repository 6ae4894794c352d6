package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What is refused before any controller is asked, under {@code /api} only: elsewhere it stays what it was. */
@ControllerAdvice
class ApiErrors {

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<Object> nothingHere(Exception failed, HttpServletRequest request) throws Exception {
        mineOnly(failed, request);
        return answer(HttpStatus.NOT_FOUND, new Finding(
                "API-104", request.getRequestURI(), "nothing answers under this address", request.getMethod(), "an address of /api/openapi",
                "correct the address"));
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<Object> otherMethod(HttpRequestMethodNotSupportedException failed, HttpServletRequest request) throws Exception {
        mineOnly(failed, request);
        String[] known = failed.getSupportedMethods();
        ResponseEntity<Object> problem = notServed(HttpStatus.METHOD_NOT_ALLOWED, request, failed.getMethod(),
                known == null ? "another method" : String.join(" or ", known));
        return ResponseEntity.status(problem.getStatusCode()).headers(failed.getHeaders()).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.getBody());
    }

    @ExceptionHandler(HttpMediaTypeNotAcceptableException.class)
    ResponseEntity<Object> otherAnswer(HttpMediaTypeNotAcceptableException failed, HttpServletRequest request) throws Exception {
        mineOnly(failed, request);
        return notServed(HttpStatus.NOT_ACCEPTABLE, request, "Accept: " + request.getHeader("Accept"), "Accept: application/json");
    }

    @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
    ResponseEntity<Object> otherBody(HttpMediaTypeNotSupportedException failed, HttpServletRequest request) throws Exception {
        mineOnly(failed, request);
        String types = failed.getSupportedMediaTypes().stream().map(MediaType::toString).distinct().collect(Collectors.joining(" or "));
        return notServed(HttpStatus.UNSUPPORTED_MEDIA_TYPE, request, "Content-Type: " + failed.getContentType(),
                "Content-Type: " + (types.isEmpty() ? "application/json" : types));
    }

    private static ResponseEntity<Object> notServed(HttpStatus status, HttpServletRequest request, String saw, String want) {
        return answer(status, new Finding(
                "API-105", request.getRequestURI(), "this is not served in such a way", saw, want, "ask as wanted; /api/openapi shows how"));
    }

    private static ResponseEntity<Object> answer(HttpStatus status, Finding finding) {
        return ApiProblem.of(status, new Problem(finding)).answer();
    }

    /** Thrown on as it came, so that the next resolver does what it does without us. */
    private static void mineOnly(Exception failed, HttpServletRequest request) throws Exception {
        if (!ConsoleErrors.api(request)) {
            throw failed;
        }
    }
}
