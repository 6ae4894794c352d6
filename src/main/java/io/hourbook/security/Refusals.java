package io.hourbook.security;

import io.hourbook.problem.Finding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What is answered to whoever is not let through: a page to people, a problem to programs. */
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Doorman doorman;

    Refusals(Doorman doorman) {
        this.doorman = doorman;
    }

    /** @param saw what was shown, in words; nothing of it itself */
    static void unknown(HttpServletRequest request, HttpServletResponse response, String saw) throws IOException {
        // a scheme that no browser asks people for
        response.setHeader("WWW-Authenticate", "Bearer realm=\"hourbook\"");
        Answers.problem(response, 401, new Finding(
                "SEC-501", Answers.place(request), "a login is needed", saw,
                "an API token as Authorization: Bearer …, or a name and password as Basic", "show one; `hourbook users` makes both"));
    }

    /** What was shown is nobody's; which part of it is not told, and whether there is such a name. */
    static void unfit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String shown = request.getHeader("Authorization");
        if (shown == null || !shown.strip().toLowerCase(Locale.ROOT).startsWith("basic ")) {
            unknown(request, response, "what is not, or no longer, the login of anybody");
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"hourbook\"");
        Answers.problem(response, 401, new Finding(
                "SEC-501", Answers.place(request), "this name and password do not go together", "a name and a password that are not, or no longer, the login of anybody",
                "a user's name, and the password of that user", "type both again; `hourbook users list` has the names, `hourbook users password` sets a new one"));
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody) throws IOException {
        if (Answers.forPrograms(request)) {
            unknown(request, response, "nothing that says who makes this call");
        } else {
            String to = request.getMethod().equals("GET") ? LoginPage.to(request) : "";
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/login" + to);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException {
        Member member = Member.of(SecurityContextHolder.getContext().getAuthentication());
        boolean signsIn = request.getRequestURI().equals("/login");
        if (member == null && !signsIn) {
            commence(request, response, null);
            return;
        }
        Optional<Rule> rule = Rules.covering(request);
        if (denied instanceof CsrfException) {
            LOG.info("refused: {} {} without the form's token", request.getMethod(), place(rule));
            refuse(request, response, 403, new Finding(
                    "SEC-503", "form", "this form is out of date", "a form that was opened before the last login, or on another site",
                    "the form's own token, in a program as the header X-XSRF-TOKEN", "go back, reload the page and send it again"));
        } else if (rule.isEmpty() && !Rules.methods(request).isEmpty()) {
            String served = String.join(" or ", Rules.methods(request));
            response.setHeader("Allow", String.join(", ", Rules.methods(request)));
            refuse(request, response, 405, new Finding(
                    "API-105", request.getRequestURI(), "this is not served in such a way", request.getMethod(), served, "ask as wanted"));
        } else if (rule.isEmpty()) {
            refuse(request, response, 404, new Finding(
                    "API-104", Answers.place(request), "nothing answers under this address", null,
                    Answers.forPrograms(request) ? "an address of /api/openapi" : "an address that the overview leads to",
                    "check the address and the method, or go back to the overview"));
        } else {
            String least = rule.get().least().map(Role::word).orElse("nobody");
            LOG.info("refused: {} has not role {} for {} {}", member == null ? "nobody" : member.words(), least, request.getMethod(), place(rule));
            doorman.count("refused");
            refuse(request, response, 403, new Finding(
                    "SEC-502", Answers.place(request), "your roles do not allow this", member == null ? "nobody" : member.words(),
                    "the role " + least, "ask an admin, who gives it with `hourbook users roles`"));
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) throws IOException {
        Answers.problem(response, 400, new Finding(
                "SEC-507", "request", "this request cannot be understood", "a method, address or header of a kind that Hourbook does not take",
                "a request as /api/openapi describes it", "correct the request"));
    }

    /** The pattern, never the address itself: what strangers write into it is not for the log. */
    private static String place(Optional<Rule> rule) {
        return rule.map(Rule::pattern).orElse("an address that is not there");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, Finding finding) throws IOException {
        if (Answers.forPrograms(request)) {
            Answers.problem(response, status, finding);
        } else {
            // read by the error page
            request.setAttribute("finding", finding);
            response.sendError(status);
        }
    }
}
