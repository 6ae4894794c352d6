package io.hourbook.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session ends with what it stood on: when its user is disabled, gone, has another password or other roles, and after twelve
 * hours in any case.
 */
class SessionFilter extends OncePerRequestFilter {

    private static final Duration LONGEST = Duration.ofHours(12);
    private static final String SINCE = SessionFilter.class.getName();

    private final Doorman doorman;
    private final Clock clock;

    SessionFilter(Doorman doorman, Clock clock) {
        this.doorman = doorman;
        this.clock = clock;
    }

    /** Notes when a login began. */
    static void begin(HttpServletRequest request, Instant now) {
        request.getSession().setAttribute(SINCE, now);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = CredentialFilter.shown(request) ? null : request.getSession(false);
        if (session != null) {
            Member member = Member.of(SecurityContextHolder.getContext().getAuthentication());
            boolean young = session.getAttribute(SINCE) instanceof Instant since && since.plus(LONGEST).isAfter(clock.instant());
            if (member != null && !(young && doorman.stillWelcome(member))) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }
}
