package io.hourbook.security;

import java.io.Serializable;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Whoever was let in: a person, a program by its token, a command on this machine, Hourbook itself.
 *
 * @param name  as it is written down where they do something
 * @param roles with all that they bring along
 * @param user  as the users file had them when they were let in; null for whoever is no person
 */
record Member(String name, Set<Role> roles, User user) implements Principal, Serializable {

    static Member of(User user) {
        return new Member(user.name(), Role.withLesser(user.roles()), user);
    }

    static Member of(ApiToken token) {
        return new Member("token:" + token.name(), Role.withLesser(token.roles()), null);
    }

    static Member ofHourbook(String name, Role role) {
        return new Member(name, Role.withLesser(Set.of(role)), null);
    }

    @Override
    public String getName() {
        return name;
    }

    Authentication authenticated() {
        List<SimpleGrantedAuthority> authorities = roles.stream().sorted().map(role -> new SimpleGrantedAuthority("ROLE_" + role.word())).toList();
        return UsernamePasswordAuthenticationToken.authenticated(this, null, authorities);
    }

    /** The member behind an authentication, or null for nobody. */
    static Member of(Authentication authentication) {
        return authentication != null && authentication.isAuthenticated() && authentication.getPrincipal() instanceof Member member ? member : null;
    }

    /** {@code anna (approver, viewer)}: for the log. What a greater role brings along for programs is left out. */
    String words() {
        return name + roles.stream().sorted()
                .filter(role -> roles.size() == 1 || role != Role.METRICS && role != Role.SANDBOX)
                .map(Role::word).collect(Collectors.joining(", ", " (", ")"));
    }
}
