package io.hourbook.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.hourbook.database.Trouble;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Whatever goes wrong behind a page or a call is said in words: on a page as a page, in the API as a problem. */
@ControllerAdvice(basePackageClasses = ConsoleErrors.class)
class ConsoleErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleErrors.class);

    @ExceptionHandler(Problem.class)
    Object told(Problem problem, HttpServletRequest request) {
        return answer(status(problem.code()), problem, request);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    Object wrongType(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        Class<?> type = wrong.getRequiredType();
        String want = type == boolean.class || type == Boolean.class ? "true or false" : "a whole number";
        return answer(HttpStatus.BAD_REQUEST, Asked.wrong(wrong.getName(), String.valueOf(wrong.getValue()), want), request);
    }

    @ExceptionHandler(MissingServletRequestParameterException.class)
    Object missingParameter(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return answer(HttpStatus.BAD_REQUEST, Asked.wrong(missing.getParameterName(), null, "a value"), request);
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    Object unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.TooLarge) {
                return answer(HttpStatus.PAYLOAD_TOO_LARGE, BodyLimit.tooLarge(), request);
            }
        }
        return answer(HttpStatus.BAD_REQUEST, new Problem(new Finding(
                "API-103", "body", "the body cannot be read", saw(unreadable.getCause()), "JSON as /api/openapi describes it",
                "correct the body and send it again")), request);
    }

    /** What was read in a body, without the parser's words for it. */
    private static String saw(Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "the member \"" + unknown.getPropertyName() + "\", which is not known here";
        }
        if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
            return "line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr() + " is not as it should be";
        }
        return "nothing, or something else";
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class, RecoverableDataAccessException.class, TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    Object databaseAway(Exception failed, HttpServletRequest request) {
        if (Trouble.away(failed)) {
            // said once by whoever watches the database; a page that reloads must not fill the disk
            LOG.debug("{} {}: the database did not answer", request.getMethod(), request.getRequestURI(), failed);
        } else {
            LOG.error("{} {}: the database did not answer", request.getMethod(), request.getRequestURI(), failed);
        }
        return answer(HttpStatus.SERVICE_UNAVAILABLE, new Problem(new Finding(
                "API-107", "database", "The database did not answer", null, null,
                "Reload in a moment. If it stays so, see what the service printed where it was started.")), request);
    }

    @ExceptionHandler(DataAccessException.class)
    Object failed(DataAccessException failed, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failed);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, unforeseen(), request);
    }

    @ExceptionHandler(IllegalStateException.class)
    Object failed(IllegalStateException failed, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failed);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, unforeseen(), request);
    }

    static Problem unforeseen() {
        return new Problem(new Finding(
                "API-900", "service", "This could not be answered", null, null,
                "Reload in a moment. If it stays so, see what the service printed where it was started."));
    }

    static HttpStatus status(String code) {
        return switch (code) {
            case "API-101", "API-102", "API-103", "VER-112" -> HttpStatus.BAD_REQUEST;
            case "API-104", "DEL-204", "ROU-301", "SCH-103", "RPT-101", "RPT-102", "VER-108", "VER-201" -> HttpStatus.NOT_FOUND;
            case "DEL-201", "DEL-202", "DEL-203", "ROU-302", "ROU-401", "ROU-402", "SCH-102", "VER-109", "VER-110", "VER-202",
                    "VER-204", "VER-206" -> HttpStatus.CONFLICT;
            case "VER-203", "VER-207", "VER-208" -> HttpStatus.FORBIDDEN;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    static boolean api(HttpServletRequest request) {
        return request.getRequestURI().equals("/api") || request.getRequestURI().startsWith("/api/");
    }

    static Object answer(HttpStatus status, Problem problem, HttpServletRequest request) {
        if (api(request)) {
            return ApiProblem.of(status, problem).answer();
        }
        List<Finding> all = problem.findings();
        ModelAndView page = new ModelAndView("error", Map.of("finding", all.get(0), "more", all.subList(1, all.size())));
        page.setStatus(status);
        return page;
    }
}
