package io.hourbook.credential;

import io.hourbook.credential.TokenCalls.Said;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetAuth.OAuth2;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A person allows Hourbook to call a target: the authorization code flow, RFC 6749 §4.1, with PKCE, RFC 7636. Whoever comes back must
 * be who began, within ten minutes, on the same node.
 */
public final class Authorization {

    private static final Duration HOLDS = Duration.ofMinutes(10);
    private static final int MOST_OPEN = 100;

    private record Begun(Target target, OAuth2 auth, String verifier, String redirect, String who, Instant until) {}

    private final TokenCalls calls;
    private final Tokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Begun> open = new ConcurrentHashMap<>();

    Authorization(TokenCalls calls, Tokens tokens, Clock clock) {
        this.calls = calls;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Where to send the person.
     *
     * @param redirect the address to come back to, as it is registered at the authorization server
     * @throws Problem DEL-123 where nobody has to allow it
     */
    public String begin(Target target, String redirect, String who) {
        if (!(target.auth() instanceof OAuth2 auth) || auth.authorizeUrl() == null) {
            throw new Problem(CredentialFindings.noSuchWay(target.target()));
        }
        open.values().removeIf(begun -> clock.instant().isAfter(begun.until()));
        if (open.size() >= MOST_OPEN) {
            throw new Problem(CredentialFindings.notAsked("too many that were begun and not ended"));
        }
        String state = word();
        String verifier = word();
        open.put(state, new Begun(target, auth, verifier, redirect, who, clock.instant().plus(HOLDS)));
        return auth.authorizeUrl() + "?response_type=code&client_id=" + TokenCalls.encoded(auth.clientId())
                + "&redirect_uri=" + TokenCalls.encoded(redirect)
                + (auth.scope() == null ? "" : "&scope=" + TokenCalls.encoded(auth.scope()).replace("+", "%20"))
                + "&state=" + state + "&code_challenge=" + challenge(verifier) + "&code_challenge_method=S256";
    }

    /**
     * Takes what the authorization server sends the person back with, and keeps the tokens.
     *
     * @param error the server's word for a no, or null
     * @return the target that can be called now
     * @throws Problem DEL-124 where it was not asked for here, DEL-125 where no leave was given
     */
    public Target end(String state, String code, String error, String who) {
        Begun begun = state == null ? null : open.remove(state);
        if (begun == null || clock.instant().isAfter(begun.until()) || !begun.who().equals(who)) {
            throw new Problem(CredentialFindings.notAsked(begun == null ? "a state that is not known, or used" : "a state of somebody else, or too old"));
        }
        if (code == null || code.isBlank()) {
            throw new Problem(notGiven(begun, error != null && error.matches("[a-z_]{1,60}") ? error : "no code"));
        }
        Said said = calls.redeem(begun.auth(), code, begun.redirect(), begun.verifier());
        if (!said.token() || !said.body().path("refresh_token").isTextual()) {
            throw new Problem(notGiven(begun, said.token() ? "an access token without a refresh token" : said.words()));
        }
        tokens.take(begun.target().target(), begun.auth(), said);
        return begun.target();
    }

    private static Finding notGiven(Begun begun, String words) {
        return CredentialFindings.notGiven(begun.target().target(), words);
    }

    private String word() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
