package io.hourbook.console;

import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Where files of the inbox lie by now: a letter of a row names its file as it was when it was read. */
@Component
class KeptFiles {

    private static final Pattern ROW = Pattern.compile("(inbox/.+):([0-9]+)");

    private final Home home;

    KeptFiles(Home home) {
        this.home = home;
    }

    /**
     * The row's place in the file as it is kept: {@code inbox/toggl/done/2026-11-22.run-42.march.csv:2}.
     *
     * @return null where the letter is of no row, and where no file, or more than one, can be the one that its run put away
     */
    String of(Letter letter) {
        return "row".equals(letter.line().kind()) && letter.firstRunId() != null ? of(letter.line().where(), letter.firstRunId()) : null;
    }

    /** @param where the row's place as it was when the run read it */
    String of(String where, int run) {
        Matcher row = ROW.matcher(where);
        if (!row.matches()) {
            return null;
        }
        List<Path> kept = new ArrayList<>();
        try {
            Path file = home.root().resolve(row.group(1)).normalize();
            Path done = file.resolveSibling("done");
            if (!file.startsWith(home.inbox()) || !Files.isDirectory(done)) {
                return null;
            }
            Pattern name = Pattern.compile("[0-9-]{10}\\.run-" + run + "(-[0-9]+)?\\." + Pattern.quote(file.getFileName().toString()));
            try (DirectoryStream<Path> files = Files.newDirectoryStream(done, one -> name.matcher(one.getFileName().toString()).matches())) {
                files.forEach(kept::add);
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException unreadable) {
            // where it was read stands in the letter all the same
            return null;
        }
        return kept.size() == 1 ? home.show(kept.get(0)) + ":" + row.group(2) : null;
    }
}
