package io.hourbook.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What a file is called where it is kept: {@code 2026-11-22.run-42.march.csv}, the day and the run first, so that a folder reads
 * in the order of time, and its own name whole at the end.
 */
final class KeptName {

    /** Most file systems end at 255 bytes; a note beside the file has to fit too. */
    private static final int MOST_BYTES = 240;
    private static final int LONGEST_EXTENSION = 20;

    private KeptName() {}

    /** A name that is free in the folder: nothing there is ever written over. */
    static Path free(Path folder, String mark, String name) {
        Path free = resolve(folder, mark + ".", name);
        for (int again = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); again++) {
            free = resolve(folder, mark + "-" + again + ".", name);
        }
        return free;
    }

    private static Path resolve(Path folder, String before, String name) {
        String visible = name.replaceAll("\\p{Cntrl}", "_");
        try {
            return folder.resolve(fitting(before, visible));
        } catch (InvalidPathException notInThisLocale) {
            // the service runs where file names are ASCII: the file can be read all the same, and is kept under plain letters
            return folder.resolve(fitting(before, visible.replaceAll("[^\\x20-\\x7E]", "_")));
        }
    }

    /** Shortened before its extension where it is too long; a tilde says so. */
    private static String fitting(String before, String name) {
        if (bytes(before + name) <= MOST_BYTES) {
            return before + name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && bytes(name.substring(dot)) <= LONGEST_EXTENSION ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        while (bytes(before + stem + "~" + extension) > MOST_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return before + stem + "~" + extension;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
