package io.hourbook.console;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.security.LocalToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Nothing is changed through the console but by somebody who is known: by a login, or by the token of this home. */
@Component
class LocalGate implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectProvider<LocalToken> token;

    LocalGate(ObjectProvider<LocalToken> token) {
        this.token = token;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean ours = handler instanceof HandlerMethod method && method.getBeanType().getPackage() == LocalGate.class.getPackage();
        if (!ours || READING.contains(request.getMethod()) || request.getUserPrincipal() != null
                || known(request.getHeader("X-Hourbook-Token"))) {
            return true;
        }
        throw new Problem(new Finding(
                "API-107", request.getMethod() + " " + request.getRequestURI(), "this caller may not do this", null,
                "somebody who is known here",
                "use `hourbook sync --home DIR`, or show the token of data/service.json, which only the user who runs the service can "
                        + "read, as X-Hourbook-Token"));
    }

    /** Compared in the same time whatever was shown. */
    private boolean known(String shown) {
        LocalToken wanted = token.getIfAvailable();
        return shown != null && wanted != null && wanted.value() != null && !wanted.value().isBlank()
                && MessageDigest.isEqual(wanted.value().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
