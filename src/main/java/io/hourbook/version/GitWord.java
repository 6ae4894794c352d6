package io.hourbook.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What git knows of a folder: who moved its work tree last, to which commit, and how. The log that git itself keeps of that,
 * {@code logs/HEAD}, is text; no program is run and no object is unpacked.
 *
 * @param author name and address
 * @param commit the first ten digits
 * @param word   what was done: {@code commit: raise the rates}, {@code checkout: moving from …}
 */
record GitWord(String author, String commit, String word) {

    private static final Pattern LINE = Pattern.compile("\\S+ (\\S{10})\\S* (.*>) \\d+ [+-]\\d{4}\\t(.*)");
    private static final int LONGEST = 200;

    /** Of the work tree that a folder lies in; empty where there is none, or nothing was ever committed. */
    static Optional<GitWord> of(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return of(at, git);
            }
        }
        return Optional.empty();
    }

    /** For the note of a version. */
    String words() {
        return "work tree at commit " + commit + ", " + word;
    }

    private static Optional<GitWord> of(Path tree, Path git) {
        try {
            // a second work tree has a file there that says where its things are
            Path folder = Files.isDirectory(git) ? git : tree.resolve(Files.readString(git).strip().replaceFirst("^gitdir: *", ""));
            List<String> log = Files.readAllLines(folder.resolve("logs").resolve("HEAD"));
            Matcher line = LINE.matcher(log.isEmpty() ? "" : log.get(log.size() - 1));
            return line.matches()
                    ? Optional.of(new GitWord(cut(line.group(2)), line.group(1), cut(line.group(3))))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), LONGEST));
    }
}
