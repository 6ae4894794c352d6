package io.hourbook.edition;

import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a folder says of its format: one line, {@code format: 1.2}, and comments.
 *
 * @param version null where it cannot be read
 * @param line    where it stands, 1 where there is no such file
 * @param there   whether there is such a file
 * @param wrong   what cannot be read, or null
 */
record FormatFile(FormatVersion version, int line, boolean there, String wrong) {

    private static final Pattern LINE = Pattern.compile("format:\\s*[\"']?([^\"'#\\s]*)[\"']?\\s*(#.*)?");

    /** @param text null where there is no such file */
    static FormatFile of(String text) {
        if (text == null) {
            return new FormatFile(Folder.OLDEST, 1, false, null);
        }
        FormatFile read = null;
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher said = LINE.matcher(line);
            Optional<FormatVersion> version = said.matches() && read == null ? FormatVersion.of(said.group(1)) : Optional.empty();
            if (version.isEmpty()) {
                return new FormatFile(null, i + 1, true, line.length() > 60 ? line.substring(0, 60) + "…" : line);
            }
            read = new FormatFile(version.get(), i + 1, true, null);
        }
        return read == null ? new FormatFile(null, 1, true, "nothing") : read;
    }

    /** The same text with another version; comments stay. */
    static String raised(String text, FormatVersion version) {
        return text.replaceFirst("(?m)^(\\s*format:\\s*[\"']?)\\d+\\.\\d+", "$1" + version);
    }

    /** What keeps these files from being read, or null. */
    Finding refused(Folder folder) {
        if (version == null) {
            return new Finding("VER-302", place(folder), "this is no format", wrong, "format: " + folder.newest(), "write that one line");
        }
        if (version.compareTo(folder.newest()) > 0) {
            return new Finding("VER-301", place(folder), "the files in " + folder.path() + " are for a newer Hourbook", "format " + version,
                    "format " + folder.newest() + " or an older one, which this Hourbook reads",
                    "upgrade Hourbook first, on every node; or take back the files of the newer release");
        }
        return null;
    }

    String place(Folder folder) {
        return folder.file() + ":" + line;
    }
}
