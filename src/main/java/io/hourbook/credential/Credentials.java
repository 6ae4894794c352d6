package io.hourbook.credential;

import io.hourbook.mapping.Secret;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetAuth;
import io.hourbook.mapping.TargetAuth.ApiKey;
import io.hourbook.mapping.TargetAuth.Basic;
import io.hourbook.mapping.TargetAuth.Bearer;
import io.hourbook.mapping.TargetAuth.OAuth2;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What targets are shown by whoever calls them. Bean {@code credentials}. */
public final class Credentials {

    private static final String AUTHORIZATION = "Authorization";

    private final Tokens tokens;

    Credentials(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The header that a target is shown, by its name; none where it wants none. Fetches or renews a token where that is needed.
     *
     * @throws CredentialTrouble where a token cannot be had
     */
    public Map<String, String> headers(Target target) {
        return headers(target, null);
    }

    /**
     * Others than those, which the target has refused: a secret that was changed, or a new token. The same where there are none.
     *
     * @throws CredentialTrouble where a token cannot be had
     */
    public Map<String, String> others(Target target, Map<String, String> refused) {
        String shown = refused.getOrDefault(AUTHORIZATION, "");
        return headers(target, shown.startsWith("Bearer ") ? shown.substring("Bearer ".length()) : null);
    }

    private Map<String, String> headers(Target target, String notThis) {
        TargetAuth auth = target.auth();
        if (auth instanceof Bearer bearer) {
            return shown(AUTHORIZATION, "Bearer ", bearer.token());
        } else if (auth instanceof ApiKey key) {
            return shown(key.header(), "", key.key());
        } else if (auth instanceof Basic basic) {
            String pair = basic.user() + ":" + basic.password().value();
            return Map.of(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else if (auth instanceof OAuth2 oauth) {
            return Map.of(AUTHORIZATION, "Bearer " + tokens.access(target.target(), oauth, notThis));
        }
        return target.token() == null ? Map.of() : Map.of(AUTHORIZATION, "Bearer " + target.token());
    }

    private static Map<String, String> shown(String header, String before, Secret secret) {
        String value = secret.value();
        return value == null ? Map.of() : Map.of(header, before + value);
    }
}
