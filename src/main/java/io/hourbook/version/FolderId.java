package io.hourbook.version;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** By what a home is known among all that propose: made once, and kept with it. */
final class FolderId {

    private final Path file;
    private String known;

    FolderId(Home home) {
        this.file = home.data().resolve("folder-id");
    }

    /** @throws io.hourbook.problem.Problem VER-104 where it cannot be kept */
    synchronized String id() {
        if (known == null) {
            known = read();
        }
        return known;
    }

    private String read() {
        try {
            return UUID.fromString(Files.readString(file).strip()).toString();
        } catch (IOException | IllegalArgumentException none) {
            String made = UUID.randomUUID().toString();
            FolderWriter.write(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
            return made;
        }
    }
}
