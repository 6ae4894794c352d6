package io.hourbook.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What this program's own deliveries show the built-in sandbox: made at the start, in memory, and sent nowhere else. */
@Component
public class SandboxKey implements Supplier<String> {

    private final String value;

    SandboxKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        value = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String get() {
        return value;
    }

    /** In the same time wherever they differ. */
    public boolean is(String shown) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
