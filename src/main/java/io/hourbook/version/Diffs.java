package io.hourbook.version;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.hourbook.version.Versions.FileChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one set of files says otherwise than another, for people. */
final class Diffs {

    private static final int CONTEXT = 3;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\t]]");

    private Diffs() {}

    static List<FileChange> between(FileSet before, FileSet after) {
        return before.changed(after).stream().map(path -> change(path, before.get(path), after.get(path))).toList();
    }

    private static FileChange change(String path, byte[] before, byte[] after) {
        List<String> old = lines(before);
        String diff = UnifiedDiffUtils.generateUnifiedDiff(
                before == null ? "/dev/null" : path, after == null ? "/dev/null" : path, old, DiffUtils.diff(old, lines(after)), CONTEXT).stream()
                .map(Diffs::visible).collect(Collectors.joining("\n"));
        return new FileChange(path, before == null ? "added" : after == null ? "removed" : "changed", diff);
    }

    /** Whoever decides sees all of it: nothing steers a terminal, turns a line round, or is there without being seen. */
    private static String visible(String line) {
        return UNSEEN.matcher(line).replaceAll(unseen -> "\\\\u%04x".formatted(unseen.group().codePointAt(0)));
    }

    private static List<String> lines(byte[] content) {
        return content == null ? List.of() : new String(content, StandardCharsets.UTF_8).lines().toList();
    }
}
