package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of the users file. A running service takes each of them over by itself; none of them locks everybody out. */
public final class UserAdmin {

    private static final String FIRST = "admin";

    private final UserFile file;
    private final Clock clock;

    public UserAdmin(UserFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** A new password for a person, which is nowhere else. */
    public static String newPassword() {
        return Passwords.random();
    }

    /**
     * Makes the user {@code admin} where there is no user yet; tokens for programs may have been made before.
     *
     * @return the password, which is kept nowhere; empty where there are users, or a file that cannot be read
     */
    public Optional<String> first() {
        if (!withoutUsers()) {
            return Optional.empty();
        }
        String password = Passwords.random();
        User admin = new User(FIRST, Passwords.hash(password), Set.of(Role.ADMIN), true);
        UserBook made = file.change(book -> book.users().isEmpty() ? book.with(admin) : book);
        return admin.equals(made.users().get(FIRST)) ? Optional.of(password) : Optional.empty();
    }

    private boolean withoutUsers() {
        try {
            return book().users().isEmpty();
        } catch (Problem unreadable) {
            // said by whoever reads it; nobody is added to a file that people have to mend
            return false;
        }
    }

    /** All of them. */
    public UserBook book() {
        return file.readOrEmpty();
    }

    /** @throws Problem SEC-103, SEC-202 or SEC-204 */
    public void add(String name, Set<Role> roles, String password) {
        String folded = newName(name);
        Passwords.judge(folded, password);
        String hash = Passwords.hash(password);
        file.change(book -> {
            if (book.users().containsKey(folded)) {
                throw taken("user", folded);
            }
            return book.with(new User(folded, hash, Set.copyOf(roles), true));
        });
    }

    /** @throws Problem SEC-201 or SEC-204 */
    public void password(String name, String password) {
        Passwords.judge(folded(name), password);
        String hash = Passwords.hash(password);
        changeUser(name, user -> user.withHash(hash));
    }

    /** Checks that there is such a user, before anything is asked. @throws Problem SEC-201 */
    public void known(String name) {
        user(book(), name);
    }

    /** @throws Problem SEC-201 or SEC-203 */
    public void roles(String name, Set<Role> roles) {
        changeUser(name, user -> user.withRoles(roles));
    }

    /** @throws Problem SEC-201 or SEC-203 */
    public void enable(String name, boolean enabled) {
        changeUser(name, user -> user.enabled(enabled));
    }

    /** @throws Problem SEC-201 or SEC-203 */
    public void remove(String name) {
        file.change(book -> kept(book, book.withoutUser(user(book, name).name()), name));
    }

    /**
     * @param days from 1 to 3650, or 0 for a token that does not end by itself
     * @return the secret, which is kept nowhere
     * @throws Problem SEC-103 or SEC-202
     */
    public String token(String name, Set<Role> roles, int days) {
        String folded = newName(name);
        String secret = Passwords.randomToken();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ApiToken token = new ApiToken(folded, Passwords.sha256(secret), secret.substring(secret.length() - 4), Set.copyOf(roles), now,
                days == 0 ? null : now.plus(Duration.ofDays(days)));
        file.change(book -> {
            if (book.tokens().containsKey(folded)) {
                throw taken("token", folded);
            }
            return book.with(token);
        });
        return secret;
    }

    /** @throws Problem SEC-201 */
    public void revoke(String name) {
        file.change(book -> {
            if (!book.tokens().containsKey(folded(name))) {
                throw unknown("token", name, String.join(", ", book.tokens().keySet()));
            }
            return book.withoutToken(folded(name));
        });
    }

    private void changeUser(String name, UnaryOperator<User> change) {
        file.change(book -> kept(book, book.with(change.apply(user(book, name))), name));
    }

    private UserBook kept(UserBook before, UserBook after, String name) {
        if (before.someoneRunsTheHouse() && !after.someoneRunsTheHouse()) {
            throw new Problem(new Finding("SEC-203", file.shown(), folded(name) + " is the last admin that is enabled", folded(name),
                    "one enabled user with role admin", "make another admin first: hourbook users add NAME --role admin"));
        }
        return after;
    }

    private User user(UserBook book, String name) {
        User user = book.users().get(folded(name));
        if (user == null) {
            throw unknown("user", name, String.join(", ", book.users().keySet()));
        }
        return user;
    }

    private Problem unknown(String kind, String name, String known) {
        return new Problem(new Finding("SEC-201", file.shown(), "there is no " + kind + " of that name", Names.shown(name),
                known.isEmpty() ? "there are none" : "one of " + known, "see `hourbook users list`"));
    }

    private Problem taken(String kind, String name) {
        return new Problem(new Finding("SEC-202", file.shown(), "there is a " + kind + " of that name", name, "a name of its own",
                "choose another, or take that one out first"));
    }

    private String newName(String name) {
        String fault = Names.fault(name);
        if (fault != null) {
            throw new Problem(new Finding("SEC-103", file.shown(), "not a name that can be used", Names.shown(name), fault, "choose another name"));
        }
        return folded(name);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
