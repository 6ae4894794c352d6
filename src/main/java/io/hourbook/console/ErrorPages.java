package io.hourbook.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The sections of docs/errors.md, which is shipped with the program. */
@Component
class ErrorPages {

    /**
     * @param title the heading behind the code
     * @param text  as it is written, in Markdown
     */
    record Section(String title, String text) {

        /** The text in its parts, in order: what stands between two fences is an example, line for line. */
        public List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            String[] pieces = FENCE.split(text);
            for (int at = 0; at < pieces.length; at++) {
                boolean example = at % 2 == 1;
                String piece = example ? pieces[at].stripTrailing() : LINK.matcher(pieces[at].strip()).replaceAll("$1");
                if (!piece.isEmpty()) {
                    parts.add(new Part(example, piece));
                }
            }
            return parts;
        }
    }

    /**
     * @param example whether it is shown as it is written
     * @param text    plain, without the marks of fences and links
     */
    record Part(boolean example, String text) {}

    private static final Pattern FENCE = Pattern.compile("^```\\w*\\R?", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
    private static final Pattern HEADING = Pattern.compile("^## ([A-Z]{2,3}-\\d{3}) (.*)$", Pattern.MULTILINE);

    private final Map<String, Section> sections = new LinkedHashMap<>();

    ErrorPages() {
        String page = page();
        Matcher heading = HEADING.matcher(page);
        String code = null;
        String title = null;
        int from = 0;
        while (heading.find()) {
            keep(code, title, page, from, heading.start());
            code = heading.group(1);
            title = heading.group(2);
            from = heading.end();
        }
        keep(code, title, page, from, page.length());
    }

    private void keep(String code, String title, String page, int from, int to) {
        if (code != null) {
            sections.put(code, new Section(title, page.substring(from, to).strip()));
        }
    }

    Optional<Section> section(String code) {
        return Optional.ofNullable(sections.get(code));
    }

    private static String page() {
        try (InputStream page = ErrorPages.class.getResourceAsStream("/docs/errors.md")) {
            if (page == null) {
                throw new IllegalStateException("docs/errors.md was not shipped with this build");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
