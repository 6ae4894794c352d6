package io.hourbook.security;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Users and API tokens by name, as one version of the users file has them. */
public record UserBook(SortedMap<String, User> users, SortedMap<String, ApiToken> tokens) {

    static final UserBook EMPTY = new UserBook(new TreeMap<>(), new TreeMap<>());

    public UserBook {
        users = new TreeMap<>(users);
        tokens = new TreeMap<>(tokens);
    }

    UserBook with(User user) {
        Map<String, User> all = new TreeMap<>(users);
        all.put(user.name(), user);
        return new UserBook(new TreeMap<>(all), tokens);
    }

    UserBook with(ApiToken token) {
        Map<String, ApiToken> all = new TreeMap<>(tokens);
        all.put(token.name(), token);
        return new UserBook(users, new TreeMap<>(all));
    }

    UserBook withoutUser(String name) {
        UserBook less = new UserBook(users, tokens);
        less.users.remove(name);
        return less;
    }

    UserBook withoutToken(String name) {
        UserBook less = new UserBook(users, tokens);
        less.tokens.remove(name);
        return less;
    }

    boolean someoneRunsTheHouse() {
        return users.values().stream().anyMatch(User::runsTheHouse);
    }

    Optional<ApiToken> tokenOf(String sha256) {
        return tokens.values().stream().filter(token -> token.sha256().equals(sha256)).findFirst();
    }
}
