package io.hourbook.security;

import static io.hourbook.security.Role.ADMIN;
import static io.hourbook.security.Role.APPROVER;
import static io.hourbook.security.Role.MAPPER;
import static io.hourbook.security.Role.METRICS;
import static io.hourbook.security.Role.OPERATOR;
import static io.hourbook.security.Role.PREVIEWER;
import static io.hourbook.security.Role.SANDBOX;
import static io.hourbook.security.Role.VIEWER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * The one table of who may do what. The first rule that covers a request decides; where none does, nobody is let through.
 * docs/security.md shows it to people.
 */
final class Rules implements AuthorizationManager<RequestAuthorizationContext> {

    private static final Role ANYBODY = null;

    static final List<Rule> TABLE = List.of(
            // open to anybody
            get("/login", ANYBODY),
            post("/login", ANYBODY),
            post("/logout", ANYBODY),
            get("/console/**", ANYBODY),
            get("/observe/health", ANYBODY),
            get("/observe/health/liveness", ANYBODY),
            get("/observe/health/readiness", ANYBODY),
            // for monitoring
            get("/observe/metrics", METRICS),
            get("/observe", VIEWER),
            get("/observe/health/**", VIEWER),
            // pages
            get("/", VIEWER),
            get("/runs", VIEWER),
            get("/runs/{id}", VIEWER),
            get("/documents", VIEWER),
            get("/documents/{reference}", VIEWER),
            get("/holds", VIEWER),
            get("/dead-letters", VIEWER),
            get("/dead-letters/{id}", VIEWER),
            get("/entries", VIEWER),
            get("/entries/{source}/{key}", VIEWER),
            get("/errors/{code}", VIEWER),
            get("/versions", VIEWER),
            get("/versions/log", VIEWER),
            get("/versions/{number}", VIEWER),
            get("/proposals", VIEWER),
            get("/proposals/{number}", VIEWER),
            post("/runs", OPERATOR),
            post("/dead-letters/replay", OPERATOR),
            post("/dead-letters/replay-all", OPERATOR),
            post("/dead-letters/discard", OPERATOR),
            post("/dead-letters/{id}/replay", OPERATOR),
            post("/dead-letters/{id}/discard", OPERATOR),
            post("/documents/release", APPROVER),
            post("/schedules/{name}/run", OPERATOR),
            get("/rehearse", OPERATOR),
            post("/rehearse/faults", OPERATOR),
            post("/rehearse/rules", OPERATOR),
            post("/rehearse/end", OPERATOR),
            post("/rehearse/documents/{id}/{deed}", OPERATOR),
            post("/targets/{name}/resume", OPERATOR),
            get("/targets/{name}/authorize", ADMIN),
            get("/targets/authorized", ADMIN),
            post("/versions/{number}/rollback", MAPPER),
            get("/versions/{number}/preview", VIEWER),
            post("/versions/{number}/preview", PREVIEWER),
            get("/proposals/{number}/preview", VIEWER),
            post("/proposals/{number}/preview", PREVIEWER),
            post("/proposals/{number}/approve", APPROVER),
            post("/proposals/{number}/reject", APPROVER),
            // the same for programs
            get("/api/openapi", VIEWER),
            get("/api/openapi.yaml", VIEWER),
            get("/api/runs", VIEWER),
            get("/api/runs/{id}", VIEWER),
            get("/api/entries", VIEWER),
            get("/api/entries/{source}/{id}", VIEWER),
            get("/api/holds", VIEWER),
            get("/api/dead-letters", VIEWER),
            get("/api/dead-letters/{id}", VIEWER),
            get("/api/documents", VIEWER),
            get("/api/documents/{reference}", VIEWER),
            get("/api/payments", VIEWER),
            get("/api/exchange-differences", VIEWER),
            get("/api/vendor-payments", VIEWER),
            get("/api/read-back", VIEWER),
            post("/api/read-back", OPERATOR),
            get("/api/retainers", VIEWER),
            get("/api/work-flags", VIEWER),
            get("/api/hours", VIEWER),
            get("/api/hours.csv", VIEWER),
            get("/api/schedules", VIEWER),
            get("/api/targets", VIEWER),
            get("/api/versions", VIEWER),
            get("/api/versions/proposal", VIEWER),
            get("/api/versions/log", VIEWER),
            get("/api/versions/{number}", VIEWER),
            get("/api/proposals", VIEWER),
            get("/api/proposals/{number}", VIEWER),
            post("/api/runs", OPERATOR),
            post("/api/dead-letters/replay", OPERATOR),
            post("/api/dead-letters/replay-all", OPERATOR),
            post("/api/dead-letters/discard", OPERATOR),
            post("/api/dead-letters/{id}/replay", OPERATOR),
            post("/api/dead-letters/{id}/discard", OPERATOR),
            post("/api/documents/release", APPROVER),
            post("/api/schedules/{name}/run", OPERATOR),
            post("/api/targets/{name}/resume", OPERATOR),
            post("/api/versions/{number}/rollback", MAPPER),
            get("/api/versions/{number}/preview", VIEWER),
            post("/api/versions/{number}/preview", PREVIEWER),
            get("/api/proposals/{number}/preview", VIEWER),
            post("/api/proposals/{number}/preview", PREVIEWER),
            post("/api/proposals/{number}/approve", APPROVER),
            post("/api/proposals/{number}/reject", APPROVER),
            // the built-in accounting endpoint: Hourbook's own deliveries, and whoever rehearses on it
            get("/sandbox/documents", SANDBOX),
            get("/sandbox/documents/changes", SANDBOX),
            post("/sandbox/documents", SANDBOX),
            post("/sandbox/documents/batch", SANDBOX),
            put("/sandbox/documents/{id}", SANDBOX),
            post("/sandbox/documents/{id}/{deed}", OPERATOR),
            get("/sandbox/faults", OPERATOR),
            put("/sandbox/faults", OPERATOR),
            get("/sandbox/rules", OPERATOR),
            put("/sandbox/rules", OPERATOR));

    static Optional<Rule> covering(HttpServletRequest request) {
        return TABLE.stream().filter(rule -> rule.covers(request)).findFirst();
    }

    /** The methods that an address is called with, none where there is no such address. */
    static List<String> methods(HttpServletRequest request) {
        return TABLE.stream().filter(rule -> rule.path().matches(request)).map(Rule::method).distinct().toList();
    }

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> authentication, RequestAuthorizationContext asked) {
        return new AuthorizationDecision(covering(asked.getRequest()).filter(rule -> rule.lets(Member.of(authentication.get()))).isPresent());
    }

    /** The older question of the same, which the interface still has. */
    @Override
    @Deprecated
    public AuthorizationDecision check(Supplier<Authentication> authentication, RequestAuthorizationContext asked) {
        return (AuthorizationDecision) authorize(authentication, asked);
    }

    private static Rule get(String pattern, Role least) {
        return Rule.of("GET", pattern, least);
    }

    private static Rule post(String pattern, Role least) {
        return Rule.of("POST", pattern, least);
    }

    private static Rule put(String pattern, Role least) {
        return Rule.of("PUT", pattern, least);
    }
}
