package io.hourbook.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets as targets.yaml would refer to them, for tests of whoever shows them. */
public final class TargetSecrets {

    private TargetSecrets() {}

    /** What the environment holds. */
    public static Secret value(String value) {
        return new Secret("${env:" + value.hashCode() + "}", () -> value);
    }

    /** What a file holds, whenever it is asked. */
    public static Secret file(Path file) {
        return new Secret("${file:" + file + "}", () -> {
            try {
                return Files.readString(file).strip();
            } catch (IOException gone) {
                return null;
            }
        });
    }
}
