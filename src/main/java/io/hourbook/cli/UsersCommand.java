package io.hourbook.cli;

import io.hourbook.security.ApiToken;
import io.hourbook.security.Role;
import io.hourbook.security.User;
import io.hourbook.security.UserAdmin;
import io.hourbook.security.UserBook;
import io.hourbook.security.UserFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may come in. A running service takes every change over by itself. */
@Command(
        name = "users",
        description = "Who may come in: users, their roles and passwords, and tokens for programs. Holds for a running service at once.",
        mixinStandardHelpOptions = true)
final class UsersCommand implements Callable<Integer> {

    private static final String ROLES = "viewer, approver, operator, mapper or admin; or metrics, for monitoring. Repeat it for several.";

    @Mixin
    private HomeOption homeOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "Users and tokens. Never a password or a secret.", mixinStandardHelpOptions = true)
    int list() {
        UserBook book = admin().book();
        PrintWriter out = out();
        out.println(book.users().isEmpty() ? "No users yet: the first `serve` makes one." : "Users");
        for (User user : book.users().values()) {
            out.printf("  %-24s %-40s %s%n", user.name(), words(user.roles()), user.enabled() ? "" : "disabled");
        }
        if (!book.tokens().isEmpty()) {
            out.println("Tokens");
        }
        Instant now = Instant.now();
        for (ApiToken token : book.tokens().values()) {
            boolean over = token.expires() != null && !now.isBefore(token.expires());
            out.printf("  %-24s %-40s ends in %s, made %s, %s%n", token.name(), words(token.roles()), token.ends(), token.created(),
                    token.expires() == null ? "does not expire" : (over ? "expired " : "expires ") + token.expires());
        }
        return done();
    }

    @Command(name = "add", description = "A new user. The password is asked for, or read from standard input.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = ROLES) List<String> roles,
            @Option(names = "--generate", description = "Make a password and print it, once.") boolean generate) throws IOException {
        Set<Role> given = roles(roles);
        String password = asked(name, generate);
        admin().add(name, given, password);
        told(generate, "User " + name + " may sign in", password);
        return done();
    }

    @Command(name = "password", description = "Another password for a user, who is signed out by it.", mixinStandardHelpOptions = true)
    int password(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--generate", description = "Make a password and print it, once.") boolean generateOne) throws IOException {
        admin().known(name);
        String password = asked(name, generateOne);
        admin().password(name, password);
        told(generateOne, "User " + name + " has a new password", password);
        return done();
    }

    @Command(name = "roles", description = "Gives a user these roles instead of those they had.", mixinStandardHelpOptions = true)
    int roles(
            @Parameters(index = "0", paramLabel = "NAME") String name,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "ROLE", description = ROLES) List<String> roles) {
        admin().roles(name, roles(roles));
        out().println("User " + name + " has the roles " + String.join(", ", roles));
        return done();
    }

    @Command(name = "disable", description = "Lets a user in no more, and signs them out.", mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME") String name) {
        admin().enable(name, false);
        out().println("User " + name + " is disabled");
        return done();
    }

    @Command(name = "enable", description = "Lets a disabled user in again.", mixinStandardHelpOptions = true)
    int enable(@Parameters(paramLabel = "NAME") String name) {
        admin().enable(name, true);
        out().println("User " + name + " is enabled");
        return done();
    }

    @Command(name = "remove", description = "Takes a user out. What they did keeps their name.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) {
        admin().remove(name);
        out().println("User " + name + " is gone");
        return done();
    }

    @Command(name = "token", description = "A token for a program, printed once.", mixinStandardHelpOptions = true)
    int token(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = ROLES) List<String> roles,
            @Option(names = "--days", defaultValue = "365", paramLabel = "N",
                    description = "How long it holds, up to 3650; 0 for as long as it is not revoked. Default: 365.") int days) {
        if (days < 0 || days > 3650) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--days is " + days + ", and should be 0 to 3650");
        }
        String secret = admin().token(name, roles(roles), days);
        out().println(secret);
        out().flush();
        spec.commandLine().getErr().println("Shown this once. Programs show it as the header  Authorization: Bearer …");
        return done();
    }

    @Command(name = "revoke", description = "Takes a token back. Programs that show it are refused from now on.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "NAME") String name) {
        admin().revoke(name);
        out().println("Token " + name + " is revoked");
        return done();
    }

    private UserAdmin admin() {
        return new UserAdmin(UserFile.of(homeOption.laidOut(), System.getenv("HOURBOOK_USERS_FILE")), Clock.systemUTC());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int done() {
        out().flush();
        return 0;
    }

    private void told(boolean generated, String what, String password) {
        out().println(what + (generated ? ", with the password " + password + "  (shown this once)" : ""));
    }

    private Set<Role> roles(List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words) {
            roles.add(Role.given(word).orElseThrow(() -> new CommandLine.ParameterException(
                    spec.commandLine(), "there is no role \"" + word + "\": one of " + Role.words())));
        }
        return roles;
    }

    private static String words(Set<Role> roles) {
        return roles.stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    }

    /** Never from an argument, where every user of the machine could read it. */
    private String asked(String name, boolean generate) throws IOException {
        if (generate) {
            return UserAdmin.newPassword();
        }
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        String once = new String(console.readPassword("Password of %s: ", name));
        if (!once.equals(new String(console.readPassword("Again: ")))) {
            throw new CommandLine.ParameterException(spec.commandLine(), "the two passwords are not the same: nothing was changed");
        }
        return once;
    }
}
