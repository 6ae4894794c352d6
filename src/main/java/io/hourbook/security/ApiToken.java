package io.hourbook.security;

import java.io.Serializable;
import java.time.Instant;
import java.util.Set;

/**
 * A program's way in. Only the digest of its secret is kept.
 *
 * @param name    in lower case
 * @param sha256  of the secret, 64 hexadecimal digits in lower case
 * @param ends    the secret's last four characters, to recognise it by
 * @param roles   as given; lesser ones are brought along
 * @param created when it was made
 * @param expires from when on it lets nobody in; null for never
 */
public record ApiToken(String name, String sha256, String ends, Set<Role> roles, Instant created, Instant expires) implements Serializable {

    boolean holds(Instant now) {
        return expires == null || now.isBefore(expires);
    }

    @Override
    public String toString() {
        return name;
    }
}
