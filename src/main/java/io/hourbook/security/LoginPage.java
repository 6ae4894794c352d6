package io.hourbook.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The form to sign in with, and on every page who has. */
@Controller
@ControllerAdvice
class LoginPage {

    /** A path of this console and nothing else: no other host, no scheme, nothing that browsers read as either. */
    private static final Pattern OWN = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@%?-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,500})?");

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String failed,
            @RequestParam(required = false) String wait,
            @RequestParam(required = false) String out,
            Model model) {
        model.addAttribute("to", own(to));
        model.addAttribute("failed", failed != null);
        model.addAttribute("wait", wait != null && wait.matches("\\d{1,4}") ? wait : null);
        model.addAttribute("out", out != null);
        return "login";
    }

    /** The name of whoever is signed in, for the head of a page; absent for nobody. */
    @ModelAttribute("signedIn")
    String signedIn(Principal who) {
        return who == null ? null : who.getName();
    }

    /** Where a login leads: the page that was asked for, if it is one of ours. */
    static String own(String to) {
        return to != null && OWN.matcher(to).matches() && !to.startsWith("/log") ? to : "/";
    }

    /** {@code ?to=…} for the page that was asked for, or nothing. */
    static String to(HttpServletRequest request) {
        String asked = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        String own = own(asked);
        return own.equals("/") ? "" : "?to=" + UriUtils.encode(own, StandardCharsets.UTF_8);
    }
}
