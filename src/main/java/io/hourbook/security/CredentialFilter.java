package io.hourbook.security;

import io.hourbook.security.Doorman.Attempt;
import io.hourbook.problem.Finding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Programs show who they are with each call: a token, a name and password, or the local token of this home; a command in which a person
 * decides shows that token and the person. What is shown decides alone, whatever session comes with it; so no session's rights can be used by a page elsewhere this way.
 */
class CredentialFilter extends OncePerRequestFilter {

    static final String LOCAL_TOKEN = "X-Hourbook-Token";
    private static final String SHOWN = CredentialFilter.class.getName();

    private final Doorman doorman;
    private final LocalToken local;
    private final Predicate<String> sandboxKey;
    private final String scrapeToken;

    /**
     * @param local       null where there is none
     * @param sandboxKey  whether this is what Hourbook's own deliveries show
     * @param scrapeToken for the metrics, or null
     */
    CredentialFilter(Doorman doorman, LocalToken local, Predicate<String> sandboxKey, String scrapeToken) {
        this.doorman = doorman;
        this.local = local;
        this.sandboxKey = sandboxKey;
        this.scrapeToken = scrapeToken;
    }

    /** Whether this call showed who makes it, and needs no proof that a page of ours made it. */
    static boolean shown(HttpServletRequest request) {
        return request.getAttribute(SHOWN) != null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Answers.forPrograms(request)
                || request.getHeader(LOCAL_TOKEN) == null && request.getHeader("Authorization") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Attempt attempt = attempt(request);
        if (attempt.member().isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(attempt.member().get().authenticated());
            SecurityContextHolder.setContext(context);
            request.setAttribute(SHOWN, true);
            chain.doFilter(request, response);
        } else if (!attempt.pause().isZero()) {
            response.setHeader("Retry-After", Long.toString(attempt.pause().toSeconds() + 1));
            Answers.problem(response, 429, new Finding(
                    "SEC-504", Answers.place(request), "too many logins failed from there", null, "fewer wrong passwords",
                    "wait for as many seconds as Retry-After says, then try again"));
        } else {
            Refusals.unfit(request, response);
        }
    }

    private Attempt attempt(HttpServletRequest request) {
        String token = request.getHeader(LOCAL_TOKEN);
        if (token != null) {
            boolean right = local != null && Passwords.same(local.value(), token) && onThisMachine(request);
            if (!right || request.getHeader("Authorization") == null) {
                return right ? let(Member.ofHourbook("local", Role.ADMIN)) : failed();
            }
            // a command of this machine in which a person decides: the person counts
        }
        String[] shown = request.getHeader("Authorization").strip().split(" +", 2);
        if (shown.length == 2 && shown[0].equalsIgnoreCase("Bearer")) {
            return bearer(request, shown[1]);
        }
        if (shown.length == 2 && shown[0].equalsIgnoreCase("Basic")) {
            return basic(request, shown[1]);
        }
        return failed();
    }

    private Attempt bearer(HttpServletRequest request, String secret) {
        if (request.getRequestURI().startsWith("/sandbox/") && sandboxKey.test(secret)) {
            return let(Member.ofHourbook("hourbook", Role.SANDBOX));
        }
        if (request.getRequestURI().equals("/observe/metrics") && Passwords.same(scrapeToken, secret)) {
            return let(Member.ofHourbook("token:" + ScrapeToken.NAME, Role.METRICS));
        }
        return doorman.token(secret, request.getRemoteAddr()).map(CredentialFilter::let).orElseGet(() -> new Attempt(Optional.empty(), Duration.ZERO));
    }

    private Attempt basic(HttpServletRequest request, String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? failed() : doorman.password(pair.substring(0, colon), pair.substring(colon + 1), request.getRemoteAddr(), true);
        } catch (IllegalArgumentException notBase64) {
            return failed();
        }
    }

    private static Attempt let(Member member) {
        return new Attempt(Optional.of(member), Duration.ZERO);
    }

    private Attempt failed() {
        doorman.count("failed");
        return new Attempt(Optional.empty(), Duration.ZERO);
    }

    private static boolean onThisMachine(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (java.net.UnknownHostException notAnAddress) {
            return false;
        }
    }
}
