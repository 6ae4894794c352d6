package io.hourbook.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    static void unknown(HttpServletResponse response, String why) throws IOException {
        // a scheme that no browser asks people for
        response.setHeader("WWW-Authenticate", "Bearer realm=\"hourbook\"");
        Answers.problem(response, 401, "A login is needed",
                why + ": show an API token as Authorization: Bearer …, or a name and password as Basic; `hourbook users` makes both");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody) throws IOException {
        if (Answers.forPrograms(request)) {
            unknown(response, "nobody is known to make this call");
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
            refuse(request, response, 403, "This form is out of date", "It was opened before the last login, or on another site. Go back, reload the page and send it again.");
        } else if (rule.isEmpty()) {
            refuse(request, response, 404, "There is no such page", "Check the address and the method, or go back to the overview: it lists what there is.");
        } else {
            String least = rule.get().least().map(Role::word).orElse("nobody");
            LOG.info("refused: {} has not role {} for {} {}", member == null ? "nobody" : member.words(), least, request.getMethod(), place(rule));
            doorman.count("refused");
            refuse(request, response, 403, "Your roles do not allow this", "It takes the role " + least + ". An admin gives it with `hourbook users roles`.");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected) throws IOException {
        Answers.problem(response, 400, "This request cannot be understood",
                "its method, its address or its headers are of a kind that Hourbook does not take");
    }

    /** The pattern, never the address itself: what strangers write into it is not for the log. */
    private static String place(Optional<Rule> rule) {
        return rule.map(Rule::pattern).orElse("an address that is not there");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String title, String todo) throws IOException {
        if (Answers.forPrograms(request)) {
            Answers.problem(response, status, title, todo);
        } else {
            // read by the error page
            request.setAttribute("sentence", title + ".");
            request.setAttribute("todo", todo);
            response.sendError(status);
        }
    }
}
