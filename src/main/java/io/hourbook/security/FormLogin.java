package io.hourbook.security;

import io.hourbook.security.Doorman.Attempt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.util.UriUtils;

/** People sign in with a form: their name and password go to the doorman, and the browser back to the page they asked for. */
final class FormLogin implements AuthenticationManager {

    private final Doorman doorman;

    FormLogin(Doorman doorman) {
        this.doorman = doorman;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String address = asked.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "unknown";
        Attempt attempt = doorman.password(asked.getName(), String.valueOf(asked.getCredentials()), address, false);
        if (attempt.pause().isZero()) {
            return attempt.member().orElseThrow(() -> new BadCredentialsException("failed")).authenticated();
        }
        throw new Wait(attempt.pause());
    }

    /** Too many failed before. */
    private static final class Wait extends LockedException {

        private final Duration length;

        Wait(Duration length) {
            super("wait");
            this.length = length;
        }
    }

    /** Where the browser goes afterwards: always an address of this console. */
    static final class Handlers implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler, LogoutSuccessHandler {

        private final Doorman doorman;
        private final Clock clock;

        Handlers(Doorman doorman, Clock clock) {
            this.doorman = doorman;
            this.clock = clock;
        }

        @Override
        public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication in) {
            SessionFilter.begin(request, clock.instant());
            go(response, LoginPage.own(request.getParameter("to")));
        }

        @Override
        public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
                throws IOException {
            String to = UriUtils.encode(LoginPage.own(request.getParameter("to")), StandardCharsets.UTF_8);
            String why = failed instanceof Wait wait ? "wait=" + (wait.length.toSeconds() + 1) : "failed";
            go(response, "/login?" + why + "&to=" + to);
        }

        @Override
        public void logout(HttpServletRequest request, HttpServletResponse response, Authentication out) {
            Member member = Member.of(out);
            if (member != null) {
                doorman.out(member.name());
            }
        }

        @Override
        public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication out) {
            go(response, "/login?out");
        }

        private static void go(HttpServletResponse response, String where) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", where);
        }
    }
}
