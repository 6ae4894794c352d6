package io.hourbook.edition;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether this program reads the format that routes and mappings are written in. */
public final class Editions {

    /**
     * @param findings what keeps the files from being read
     * @param notes    what is read, but not for ever
     */
    public record Look(List<Finding> findings, List<Finding> notes) {}

    private Editions() {}

    /** @param today decides whether a format whose end is set is still read */
    public static Look look(Home home, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        for (Folder folder : Folder.values()) {
            if (Files.isDirectory(home.root().resolve(folder.path()))) {
                look(folder, FormatFile.of(text(home.root().resolve(folder.file()))), today, findings, notes);
            }
        }
        return new Look(findings, notes);
    }

    /**
     * What of a set this program cannot read: files of a newer format, whoever accepted them.
     *
     * @param files by path from the home on
     */
    public static List<Finding> unread(Map<String, byte[]> files) {
        return Arrays.stream(Folder.values())
                .map(folder -> {
                    byte[] said = files.get(folder.file());
                    return FormatFile.of(said == null ? null : new String(said, StandardCharsets.UTF_8)).refused(folder);
                })
                .filter(Objects::nonNull).toList();
    }

    private static void look(Folder folder, FormatFile said, LocalDate today, List<Finding> findings, List<Finding> notes) {
        Finding refused = said.refused(folder);
        if (refused != null) {
            findings.add(refused);
        } else if (folder.ends(said.version())) {
            boolean over = !today.isBefore(folder.end());
            (over ? findings : notes).add(new Finding(
                    "VER-303", said.place(folder),
                    "the files in " + folder.path() + (over ? " are of a format that is not read any more" : " are of a format that is read until "
                            + folder.end().minusDays(1)),
                    "format " + said.version() + (said.there() ? "" : ", for there is no such file"), "format " + folder.newest(),
                    "see what hourbook migrate would do, then let it: hourbook migrate --write"));
        }
    }

    static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : null;
        } catch (IOException unreadable) {
            // the same is said of every file that cannot be read, by those who read them all
            return new String(new byte[0], StandardCharsets.UTF_8);
        }
    }
}
