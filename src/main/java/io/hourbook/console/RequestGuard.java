package io.hourbook.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites out of a console that has no logins yet: a name that was pointed at this machine (DNS rebinding), and a
 * page elsewhere that posts to it. Every answer says what a browser may do with it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestGuard extends OncePerRequestFilter {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]", "0:0:0:0:0:0:0:1");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CONTENT =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String STATIC = "/console/";

    private final ObjectMapper json = new ObjectMapper();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", CONTENT);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", request.getRequestURI().startsWith(STATIC) ? "no-cache" : "no-store");
        String refused = refusal(request);
        if (refused == null) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", "This request was refused");
        problem.put("status", HttpServletResponse.SC_FORBIDDEN);
        problem.put("detail", refused);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }

    /** Why it is refused, or null. */
    private static String refusal(HttpServletRequest request) {
        if (!OWN_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            return "the console answers on this machine only, as localhost, 127.0.0.1 or [::1]: open http://localhost:"
                    + request.getLocalPort();
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !READING.contains(request.getMethod()) && !origin.equalsIgnoreCase(own(request))) {
            return "a page of another site may not send anything here: only pages of " + own(request) + " may";
        }
        return null;
    }

    private static String own(HttpServletRequest request) {
        boolean usual = request.getServerPort() == (request.getScheme().equals("https") ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + request.getServerPort());
    }
}
