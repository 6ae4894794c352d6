package io.hourbook.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** A database that does not answer is said in words: on a page as a page, in the API as a problem. */
@ControllerAdvice(basePackageClasses = ConsoleErrors.class)
class ConsoleErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleErrors.class);
    private static final String SENTENCE = "The database did not answer.";
    private static final String WHAT_TO_DO = "Reload in a moment. If it stays so, see what the service printed where it was started.";

    @ExceptionHandler({DataAccessResourceFailureException.class, RecoverableDataAccessException.class, TransientDataAccessException.class})
    Object databaseAway(DataAccessException failed, HttpServletRequest request) {
        LOG.error("{} {}: the database did not answer", request.getMethod(), request.getRequestURI(), failed);
        if (request.getRequestURI().startsWith("/api/")) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, SENTENCE + " " + WHAT_TO_DO);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(problem);
        }
        ModelAndView page = new ModelAndView("error", Map.of("sentence", SENTENCE, "todo", WHAT_TO_DO));
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page;
    }
}
