package io.hourbook.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may do what: a method and a pattern of paths, and the least role that is let through.
 *
 * @param method {@code GET} lets {@code HEAD} through as well
 * @param least  empty where nobody has to be known
 */
record Rule(String method, String pattern, Optional<Role> least, PathPatternRequestMatcher path) {

    static Rule of(String method, String pattern, Role least) {
        return new Rule(method, pattern, Optional.ofNullable(least), PathPatternRequestMatcher.withDefaults().matcher(pattern));
    }

    boolean covers(HttpServletRequest request) {
        String asked = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return method.equals(asked) && path.matches(request);
    }

    boolean lets(Member member) {
        return least.isEmpty() || member != null && member.roles().contains(least.get());
    }
}
