package io.hourbook.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tokens in files that only Hourbook's user may read, one for each target: {@code data/secrets/books.json}, 0600 in a folder of 0700. */
final class TokenFolder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    TokenFolder(Path folder) {
        this.folder = folder;
    }

    /** What is kept for a target; empty where nothing is, or nothing that can be read. */
    Optional<Token> read(String target) {
        Path file = file(target);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            JsonNode kept = JSON.readTree(Files.readString(file));
            return Optional.of(new Token(text(kept, "access_token"), Instant.ofEpochSecond(kept.path("fresh_until").asLong()),
                    text(kept, "refresh_token"), kept.path("made_from").asText("")));
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(JsonNode kept, String name) {
        return kept.path(name).isTextual() ? kept.path(name).asText() : null;
    }

    /** Keeps it, whole or not at all; it is on the disk when this returns. */
    void write(String target, Token token) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("access_token", token.access());
        kept.put("fresh_until", token.freshUntil().getEpochSecond());
        kept.put("refresh_token", token.refresh());
        kept.put("made_from", token.madeFrom());
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            PrivateFile.write(file(target), JSON.writeValueAsString(kept));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private Path file(String target) {
        return folder.resolve(URLEncoder.encode(target, StandardCharsets.UTF_8) + ".json");
    }
}
