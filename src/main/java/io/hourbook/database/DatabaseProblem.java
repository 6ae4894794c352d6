package io.hourbook.database;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What can go wrong between Hourbook and its database, in the words of docs/errors. Never carries a password. */
final class DatabaseProblem {

    private DatabaseProblem() {}

    static Problem away(String address, Throwable cause) {
        return of("DB-106", address, "the database does not answer any more", firstLine(cause), "a MariaDB server that answers there",
                "start it again; what was under way goes on by itself once it answers", null);
    }

    static Problem awaited(String address, Throwable cause) {
        return of("DB-107", address, "the database server does not answer yet", firstLine(cause), "a MariaDB server that answers there",
                "start the server or correct HOURBOOK_DB_URL; this service waits for it", null);
    }

    static Problem notAMariaDbUrl(String address) {
        return of("DB-101", "HOURBOOK_DB_URL", "it does not name a MariaDB database", address,
                "jdbc:mariadb://host:port/database", "correct the variable, or remove it to use the built-in database", null);
    }

    static Problem unreachable(String address, Throwable cause) {
        return of("DB-102", address, "the database server cannot be reached", firstLine(cause), "a MariaDB server that answers there",
                "start the server or correct HOURBOOK_DB_URL, then start again", cause);
    }

    static Problem refusedLogin(String address, String user, Throwable cause) {
        return of("DB-103", address, "the database server refuses the login", "user " + user + ": " + state(cause),
                "a user who may create tables there", "correct HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD, or grant the user its rights",
                cause);
    }

    static Problem unknownDatabase(String address, Throwable cause) {
        return of("DB-104", address, "the server has no database of that name", state(cause), "an empty database for Hourbook alone",
                "create database … character set utf8mb4 collate utf8mb4_bin", cause);
    }

    static Problem unsuitableServer(String address, String version) {
        return of("DB-105", address, "the server is not one that Hourbook's SQL runs on", version, "MariaDB 10.6 or newer",
                "name a newer MariaDB in HOURBOOK_DB_URL, or remove it to use the built-in database", null);
    }

    static Problem noPasswordFile(String file, String saw, Throwable cause) {
        return of("DB-108", "HOURBOOK_DB_PASSWORD_FILE", "the password of the database cannot be read from its file", saw,
                file + ", readable by this user, and no HOURBOOK_DB_PASSWORD beside it", "correct the variable or the rights on that file", cause);
    }

    static Problem noServerInside() {
        return of("DB-201", "HOURBOOK_DB_URL", "this build carries no database server and none is named", "not set",
                "jdbc:mariadb://host:port/database",
                "set HOURBOOK_DB_URL, HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD, or build without -DwithoutServer", null);
    }

    static Problem foreignPlatform(String platform) {
        return of("DB-202", "HOURBOOK_DB_URL", "the built-in database server does not run on this system", platform, "64-bit Linux on x86",
                "set HOURBOOK_DB_URL, HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD to use a server of your own", null);
    }

    static Problem cannotUnpack(Path folder, Throwable cause) {
        return of("DB-203", folder.toString(), "the built-in database server could not be unpacked", firstLine(cause),
                "a folder that can be written, with 40 MB free, where programs may be run",
                "make room or rights there, or name another folder in XDG_CACHE_HOME", cause);
    }

    static Problem cannotRun(Path program, String saw, Throwable cause) {
        return of("DB-204", program.toString(), "the built-in database server cannot be run", saw,
                "a program that starts: no noexec mount, and libstdc++, libcrypt, libgcrypt and libsystemd installed",
                "name a folder where programs may be run in XDG_CACHE_HOME, or install what is missing", cause);
    }

    static Problem didNotStart(Path log, String saw, Throwable cause) {
        return of("DB-205", log.toString(), "the built-in database did not start", saw, "a server that answers",
                "read the end of that log; free disk space and the rights on data/ are the usual causes", cause);
    }

    static Problem cannotUseData(Path data, Throwable cause) {
        return of("DB-206", data.toString(), "the data folder cannot be used", firstLine(cause), "a folder that this user may write",
                "start as the user who owns it, correct its rights, or make room", cause);
    }

    static Problem dataHeld(Path data) {
        return of("DB-207", data.toString(), "another database server holds this data", "a lock on ibdata1 or aria_log_control",
                "nobody but this home's own server", "end that server (it may run in another container), then start again", null);
    }

    static Problem notMigrated(String address, Throwable cause) {
        return of("DB-208", address, "the tables could not be brought up to date", firstLine(cause), "a database that only Hourbook changes",
                "undo what was changed by hand, or restore the last archive", cause);
    }

    static Problem secondServe(Path home, String saw) {
        return of("DB-301", home.toString(), "a service already runs on this home", saw, "one service per home",
                "use the one that runs, stop it first, or name another home with --home", null);
    }

    static Problem ownerSilent(Path home, String saw) {
        return of("DB-302", home.toString(), "another command has this home and its database does not answer", saw,
                "an answer within a minute", "end that command, then start again", null);
    }

    private static Problem of(String code, String where, String what, String saw, String want, String fix, Throwable cause) {
        Finding finding = new Finding(code, where, what, saw, want, fix);
        return cause == null ? new Problem(finding) : new Problem(finding, cause);
    }

    /** One line for people. The JDK's file exceptions name the file and leave out what is wrong with it. */
    static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof FileSystemException file && file.getReason() == null) {
            String reason = cause instanceof AccessDeniedException ? "permission denied"
                    : cause instanceof NoSuchFileException ? "no such file or folder"
                    : cause instanceof FileAlreadyExistsException ? "a file is in the way" : "not possible";
            return message + ": " + reason;
        }
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }

    private static String state(Throwable cause) {
        String number = cause instanceof SQLException sql ? "error " + sql.getErrorCode() + ", " : "";
        return number + firstLine(cause);
    }
}
