package io.hourbook.security;

import io.hourbook.problem.Finding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the logins: refuses names that were pointed at this machine (DNS rebinding), what a page elsewhere posts, and
 * secrets in addresses. Every answer says what a browser may do with it.
 */
class RequestGuard extends OncePerRequestFilter {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]", "0:0:0:0:0:0:0:1");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CONTENT =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static final String STATIC = "/console/";
    private static final Pattern SECRET = Pattern.compile(
            "(?:^|&)(?:access_token|api_key|token|password)=|" + Passwords.TOKEN_PREFIX + "[A-Za-z0-9_-]{20}", Pattern.CASE_INSENSITIVE);

    private final Listening listening;
    private final InnerDoor inner;

    RequestGuard(Listening listening, InnerDoor inner) {
        this.listening = listening;
        this.inner = inner;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        headers(request, response);
        Finding refused = refusal(request);
        if (refused != null) {
            Answers.problem(response, 403, refused);
        } else if (secretInAddress(request)) {
            Answers.problem(response, 400, new Finding(
                    "SEC-506", "address", "a secret stood in the address", null,
                    "the header Authorization: Bearer …, for addresses end up in logs and histories", "revoke this one, and show another as a header"));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // not no-referrer: with it, browsers send the console's own forms with the origin "null"
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", request.getRequestURI().startsWith(STATIC) ? "no-cache" : "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Why it is refused, or null. */
    private Finding refusal(HttpServletRequest request) {
        if (!known(request.getServerName().toLowerCase(Locale.ROOT))) {
            return listening.hosts().isEmpty()
                    ? refused("the console answers on this machine only", "localhost, 127.0.0.1 or [::1]",
                            "open http" + (listening.tls() ? "s" : "") + "://localhost:" + request.getLocalPort()
                                    + ", or have it answer to more names with HOURBOOK_HOSTS")
                    : refused("the console does not answer to this name", "a name that is among HOURBOOK_HOSTS",
                            "call it by such a name, or add this one there and start again");
        }
        if (inner.is(request) && request.getHeader(CredentialFilter.LOCAL_TOKEN) == null && !servedInside(request.getRequestURI())) {
            return refused("this port is for the commands of this machine", null, "open the address that `hourbook serve` printed");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !READING.contains(request.getMethod()) && !origin.equalsIgnoreCase(own(request))) {
            return refused("a page of another site may not send anything here", "a page of " + own(request), "send it from there");
        }
        return null;
    }

    /** Deliveries show a token of their own, and whether it is well may be asked by anybody: a container asks from inside. */
    private static boolean servedInside(String path) {
        return path.startsWith("/sandbox/") || path.equals("/observe/health") || path.startsWith("/observe/health/");
    }

    private static Finding refused(String what, String want, String fix) {
        return new Finding("SEC-505", "request", what, null, want, fix);
    }

    private boolean known(String name) {
        boolean listensThere = !listening.address().equals("0.0.0.0") && !listening.address().equals("::");
        return OWN_NAMES.contains(name) || listening.hosts().contains(name)
                || listensThere && (name.equals(listening.address()) || name.equals("[" + listening.address() + "]"));
    }

    private static boolean secretInAddress(HttpServletRequest request) {
        return request.getQueryString() != null && SECRET.matcher(request.getQueryString()).find()
                || SECRET.matcher(request.getRequestURI()).find();
    }

    private static String own(HttpServletRequest request) {
        boolean usual = request.getServerPort() == (request.getScheme().equals("https") ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + request.getServerPort());
    }
}
