package io.hourbook.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.credential.TokenCalls.Said;
import io.hourbook.mapping.TargetAuth.OAuth2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens of targets: kept, shown as long as they are fresh, and renewed once for all lanes and nodes. A renewal is under the
 * database's lock, looks first whether another node was faster, and has the new refresh token on the disk before anybody uses it.
 */
final class Tokens {

    /** So long before its end a token is renewed, or a quarter of its life where that is shorter. */
    private static final Duration AHEAD = Duration.ofMinutes(2);
    /** A server that does not say how long it holds means something like this. */
    private static final int HOLDS_SECONDS = 600;
    private static final Duration SOON = Duration.ofSeconds(15);
    /** What was refused is refused again: it is asked once in a while, for nothing that a person does is seen otherwise. */
    private static final Duration LATER = Duration.ofMinutes(15);

    private record Refusal(String asked, Instant until, CredentialTrouble trouble) {}

    private final TokenCalls calls;
    private final TokenFolder folder;
    private final TokenLock lock;
    private final Clock clock;
    private final Map<String, Token> fresh = new ConcurrentHashMap<>();
    private final Map<String, Object> monitors = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    Tokens(TokenCalls calls, TokenFolder folder, TokenLock lock, Clock clock) {
        this.calls = calls;
        this.folder = folder;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * An access token that can be shown.
     *
     * @param notThis one that the target refuses, or null
     * @throws CredentialTrouble where there is none to be had
     */
    String access(String target, OAuth2 auth, String notThis) {
        String wanted = madeFrom(auth);
        Token known = fresh.get(target);
        if (known != null && known.fits(wanted, clock.instant(), notThis)) {
            return known.access();
        }
        synchronized (monitors.computeIfAbsent(target, any -> new Object())) {
            known = fresh.get(target);
            if (known != null && known.fits(wanted, clock.instant(), notThis)) {
                return known.access();
            }
            Token token = lock.alone(target, () -> renewed(target, auth, wanted, notThis));
            fresh.put(target, token);
            return token.access();
        }
    }

    /** Keeps what a person's leave brought, in the place of whatever was there. */
    void take(String target, OAuth2 auth, Said said) {
        synchronized (monitors.computeIfAbsent(target, any -> new Object())) {
            Token token = lock.alone(target, () -> kept(target, said, null, madeFrom(auth)));
            fresh.put(target, token);
            refusals.remove(target);
        }
    }

    private Token renewed(String target, OAuth2 auth, String wanted, String notThis) {
        Optional<Token> kept = folder.read(target).filter(token -> token.madeFrom().equals(wanted));
        if (kept.isPresent() && kept.get().fits(wanted, clock.instant(), notThis)) {
            // another node, or this one before it was started again
            return kept.get();
        }
        String refresh = !auth.refreshes() ? null : kept.map(Token::refresh).orElseGet(() -> first(auth));
        if (auth.refreshes() && refresh == null) {
            throw CredentialTrouble.refused(CredentialFindings.nobodyAuthorized(target), LATER);
        }
        String asked = refresh + " " + (auth.clientSecret() == null ? null : auth.clientSecret().value());
        Refusal refusal = refusals.get(target);
        if (refusal != null && refusal.asked().equals(asked) && clock.instant().isBefore(refusal.until())) {
            throw refusal.trouble();
        }
        Said said = refresh == null ? calls.own(auth) : calls.refresh(auth, refresh);
        if (said.token()) {
            refusals.remove(target);
            return kept(target, said, refresh, wanted);
        }
        if (!said.refuses()) {
            throw CredentialTrouble.passing("no token: " + said.words(), SOON);
        }
        CredentialTrouble trouble = CredentialTrouble.refused(CredentialFindings.refused(target, auth, said.words()), LATER);
        refusals.put(target, new Refusal(asked, clock.instant().plus(LATER), trouble));
        throw trouble;
    }

    private static String first(OAuth2 auth) {
        return auth.refreshToken() == null ? null : auth.refreshToken().value();
    }

    private Token kept(String target, Said said, String refreshBefore, String wanted) {
        JsonNode body = said.body();
        long holds = body.path("expires_in").asLong(HOLDS_SECONDS);
        Duration ahead = Duration.ofSeconds(Math.min(AHEAD.toSeconds(), Math.max(1, holds / 4)));
        Token token = new Token(body.path("access_token").asText(), clock.instant().plusSeconds(holds).minus(ahead),
                body.path("refresh_token").asText(refreshBefore), wanted);
        folder.write(target, token);
        return token;
    }

    /** Of other settings, or of another first refresh token, a token is not the one that is wanted. */
    private static String madeFrom(OAuth2 auth) {
        try {
            String all = String.join("\n", auth.tokenUrl(), auth.clientId(), String.valueOf(auth.scope()), String.valueOf(first(auth)));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
