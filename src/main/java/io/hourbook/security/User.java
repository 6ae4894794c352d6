package io.hourbook.security;

import java.io.Serializable;
import java.util.Set;

/**
 * A person as the users file has them.
 *
 * @param name    in lower case
 * @param hash    of the password, with the name of its method in front: {@code {bcrypt}$2a$12$…}
 * @param roles   as given; lesser ones are brought along
 * @param enabled whether they are let in
 */
public record User(String name, String hash, Set<Role> roles, boolean enabled) implements Serializable {

    User withHash(String other) {
        return new User(name, other, roles, enabled);
    }

    User withRoles(Set<Role> other) {
        return new User(name, hash, Set.copyOf(other), enabled);
    }

    User enabled(boolean other) {
        return new User(name, hash, roles, other);
    }

    boolean runsTheHouse() {
        return enabled && roles.contains(Role.ADMIN);
    }

    @Override
    public String toString() {
        return name;
    }
}
