package io.hourbook.backup;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.Path;

/** Why an archive is not written or not restored, in the words of docs/errors. */
final class Refusal {

    private static final String ANOTHER = "restore another archive; nothing was changed here";

    private Refusal() {}

    static Problem fileThere(Path file) {
        return of("BAK-101", file.toString(), "there is a file of that name already", null, "a name that is free",
                "name another file; an archive is never written over", null);
    }

    static Problem noRoom(Path file, String saw, String want, Throwable cause) {
        return of("BAK-102", file.toString(), "there is no room for the archive", saw, want,
                "make room, or name a file on another disk; nothing was written", cause);
    }

    static Problem notWritten(Path file, String saw, Throwable cause) {
        return of("BAK-103", file.toString(), "the archive could not be written", saw, "a database and a home that can be read to the end",
                "put right what it says and export again; nothing was written", cause);
    }

    static Problem inexact(String place, String type) {
        return of("BAK-104", place, "this cannot be archived exactly", type, "tables as Hourbook makes them",
                "move what is not Hourbook's to a database of its own", null);
    }

    static Problem homeNotEmpty(Path home, String saw) {
        return of("BAK-201", home.toString(), "the home to restore into is not empty", saw,
                "a folder without routes/, mappings/, inbox/, data/, out/ and .restore/",
                "name a new folder with --home; where a restore was broken off there, delete what it left", null);
    }

    static Problem databaseNotEmpty(String address, String saw) {
        return of("BAK-202", address, "the database to restore into is not empty", saw, "a database without tables",
                "name an empty one in HOURBOOK_DB_URL; where a restore was broken off, drop it and create it again", null);
    }

    static Problem noArchive(Path file, String saw, Throwable cause) {
        return of("BAK-203", file.toString(), "this is no archive, or not a whole one", saw, "a file that export archive wrote",
                "copy it again from where it was kept, or " + ANOTHER, cause);
    }

    static Problem newer(Path file, String saw, String want) {
        return of("BAK-204", file.toString(), "the archive is from a newer Hourbook", saw, want,
                "restore it with the version that wrote it or a later one", null);
    }

    static Problem altered(Path file, String member, String what, String saw, String want) {
        return of("BAK-205", file + " " + printable(member), what, saw == null ? null : printable(saw), want, ANOTHER, null);
    }

    static Problem wrongPlace(Path file, String member) {
        return of("BAK-206", file + " " + printable(member), "a member of the archive does not belong into a home", printable(member),
                "database/, mappings/, routes/, inbox/<source>/ and data/users.yaml",
                "do not trust this archive; " + ANOTHER, null);
    }

    static Problem noRoomToRestore(Path home, String saw, String want) {
        return of("BAK-207", home.toString(), "there is no room to restore the archive", saw, want,
                "make room, or name a home on another disk; nothing was changed here", null);
    }

    static Problem notRestored(String where, String saw, Throwable cause) {
        return of("BAK-208", where, "the archive could not be restored", saw, "rows and figures as the archive says",
                "put right what it says and restore again; what was restored so far has been taken away", cause);
    }

    static Problem noSnapshot(Path file, String from, String to, String saw, Throwable cause) {
        return of("BAK-301", file.toString(), "no snapshot could be taken before the tables are upgraded", saw,
                "an archive of the tables at " + from + " before they become " + to,
                "put right what it says (mostly room on that disk), then start again; the tables are as they were", cause);
    }

    /** What stands in a hostile archive goes to a terminal: no control characters, and not without end. */
    static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }

    static String words(Throwable cause) {
        String message = cause.getMessage();
        String said = message == null || message.isBlank() ? "" : ": " + message.strip().lines().findFirst().orElse("");
        return printable(cause.getClass().getSimpleName() + said);
    }

    private static Problem of(String code, String where, String what, String saw, String want, String fix, Throwable cause) {
        Finding finding = new Finding(code, where, what, saw, want, fix);
        return cause == null ? new Problem(finding) : new Problem(finding, cause);
    }
}
