package io.hourbook.cli;

import io.hourbook.home.Home;
import io.hourbook.security.Deciders;
import io.hourbook.security.UserFile;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who decides: a user with a password, which is asked for, or whoever holds the token in {@code HOURBOOK_TOKEN}. */
final class Person {

    private static final String TOKEN = "HOURBOOK_TOKEN";
    /** As the console calls a command on this machine that says no name. */
    private static final String LOCAL = "local";

    @Option(names = "--user", paramLabel = "NAME",
            description = "Who decides; the password is asked for, or read from standard input. Without it, the token in HOURBOOK_TOKEN.")
    private String user;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** How they show a running service who they are. */
    String authorization() throws IOException {
        return user == null ? "Bearer " + token()
                : "Basic " + Base64.getEncoder().encodeToString((user + ":" + password()).getBytes(StandardCharsets.UTF_8));
    }

    /** The name that is kept, where no service runs that could be asked. */
    String name(Home home) throws IOException {
        return name(Deciders.aboutEdits(users(home), Clock.systemUTC()));
    }

    /** The name that is kept with a decision about dead letters. Whoever can open this home's database may decide, too, and is {@code local}. */
    String operator(Home home) throws IOException {
        String token = System.getenv(TOKEN);
        return user == null && (token == null || token.isBlank()) ? LOCAL : name(Deciders.aboutLetters(users(home), Clock.systemUTC()));
    }

    private String name(Deciders deciders) throws IOException {
        return user == null ? deciders.byToken(token()) : deciders.byPassword(user, password());
    }

    private static UserFile users(Home home) {
        return UserFile.of(home, System.getenv("HOURBOOK_USERS_FILE"));
    }

    private String token() {
        String token = System.getenv(TOKEN);
        if (token == null || token.isBlank()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a person decides: say who with --user NAME, or put a token in " + TOKEN);
        }
        return token.strip();
    }

    /** Never from an argument, where every user of the machine could read it. */
    private String password() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password of %s: ", user);
            return typed == null ? "" : new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
