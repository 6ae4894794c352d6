package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a monitoring program shows to read the metrics, for those who keep it where both can read it. */
final class ScrapeToken {

    static final String NAME = "HOURBOOK_METRICS_TOKEN";
    private static final Pattern FILE = Pattern.compile("file:(/.+)");
    private static final int LEAST = 16;

    private ScrapeToken() {}

    /**
     * @param value the token itself, or {@code file:/path} of the file that holds it; null or blank for none
     * @return null for none
     * @throws Problem SEC-305 where there should be one and is none
     */
    static String read(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Matcher file = FILE.matcher(value.strip());
        String token = file.matches() ? content(file.group(1)) : value.strip();
        if (token == null || token.length() < LEAST || token.length() > 1000 || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new Problem(new Finding("SEC-305", NAME, "the token for the metrics cannot be had", file.matches() ? value.strip() : null,
                    "one word of " + LEAST + " characters or more, or file:/path of a file with one",
                    "correct it, or take the variable away and use an API token: hourbook users token NAME --role metrics"));
        }
        return token;
    }

    private static String content(String file) {
        try {
            Path path = Path.of(file);
            return Files.isRegularFile(path) && Files.size(path) <= 4096 ? Files.readString(path).strip() : null;
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }
}
