package io.hourbook.mapping;

import io.hourbook.deadletter.SecretValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves references to secrets. What they resolve to is never part of a finding. */
final class Secrets {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");
    private static final long MOST_BYTES = 64 * 1024;

    private final UnaryOperator<String> environment;
    private final boolean resolve;
    private final Faults faults;

    /**
     * @param environment the value of an environment variable, or null
     * @param resolve     false where only the shape is checked, as on a laptop that has no secrets
     */
    Secrets(UnaryOperator<String> environment, boolean resolve, Faults faults) {
        this.environment = environment;
        this.resolve = resolve;
        this.faults = faults;
    }

    /** The same, but only the shape of references is checked. */
    Secrets unresolved() {
        return new Secrets(environment, false, faults);
    }

    /**
     * A reference that is read whenever it is shown; now, too, so that one which leads nowhere is told.
     *
     * @return null where the value is empty or something is wrong
     */
    Secret reference(String name, Cell cell) {
        Matcher reference = cell.empty() ? null : REFERENCE.matcher(cell.text());
        String now = secret(name, cell);
        if (reference == null || !reference.matches() || resolve && now == null) {
            return null;
        }
        return new Secret(cell.text(), () -> resolve ? line(value(reference)) : null);
    }

    /** @return the secret, or null where the value is empty or something is wrong */
    String secret(String name, Cell cell) {
        if (cell.empty()) {
            return null;
        }
        Matcher reference = REFERENCE.matcher(cell.text());
        if (!reference.matches()) {
            faults.add("MAP-205", cell.where(), name + " holds a value where a reference belongs", null,
                    "${env:NAME} or ${file:/path}",
                    "put the secret into the environment or a file, write the reference, and change the secret: it has been seen");
            return null;
        }
        if (!resolve) {
            return null;
        }
        String secret = line(value(reference));
        if (secret == null) {
            faults.add("MAP-206", cell.where(), name + " cannot be had", cell.text(), "one line of text there",
                    reference.group(1).equals("env") ? "set the variable for Hourbook's process"
                            : "put the secret into the file, readable for Hourbook's user");
            return null;
        }
        return secret;
    }

    private String value(Matcher reference) {
        return reference.group(1).equals("env") ? environment.apply(reference.group(2)) : content(reference.group(2));
    }

    /** One line without the blanks around it; null where there is none, or more. */
    private static String line(String secret) {
        if (secret == null || secret.isBlank() || secret.strip().chars().anyMatch(Character::isISOControl)) {
            return null;
        }
        // whatever it is shown to may repeat it; nothing that is kept of that has it in it
        SecretValues.remember(secret.strip());
        return secret.strip();
    }

    private static String content(String file) {
        try {
            Path path = Path.of(file);
            return path.isAbsolute() && Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES
                    ? Files.readString(path) : null;
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }
}
