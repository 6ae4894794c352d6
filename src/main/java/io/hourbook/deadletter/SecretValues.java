package io.hourbook.deadletter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this process has in hand that must never be kept or shown: tokens and passwords that references led to, tokens that were
 * fetched. Whoever gets one says so here, and it is masked wherever it would stand in a letter, whatever it is called there. A
 * secret that was rotated stays known: the answer to the call before may still repeat it.
 */
public final class SecretValues {

    /** Shorter ones would mask half of every text; a name such as {@code token} beside them masks them all the same. */
    private static final int SHORTEST = 6;
    private static final int MOST = 1_000;
    /** The value as it stands in a text, in the order in which they came. */
    private static final Map<String, Boolean> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    private SecretValues() {}

    /** Remembers a secret. @param secret null or a short one is none */
    public static void remember(String secret) {
        if (secret == null || secret.strip().length() < SHORTEST || KNOWN.containsKey(secret.strip())) {
            return;
        }
        String plain = secret.strip();
        KNOWN.put(plain, true);
        KNOWN.put(URLEncoder.encode(plain, StandardCharsets.UTF_8), true);
        KNOWN.put(plain.replace("\\", "\\\\").replace("\"", "\\\""), true);
    }

    static String mask(String text) {
        String masked = text;
        for (String secret : KNOWN.keySet().toArray(String[]::new)) {
            masked = masked.contains(secret) ? masked.replace(secret, Secrets.MASK) : masked;
        }
        return masked;
    }
}
