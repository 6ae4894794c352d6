package io.hourbook.problem;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What lies at the bottom of an exception that others have wrapped, in words for people: no class names, no stack. */
public final class Causes {

    private static final String UNKNOWN = "no more is known";

    private Causes() {}

    /** The problem that was wrapped, or the exception as it is. */
    public static RuntimeException unwrapped(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    /** The problem that lies behind it with all it says, or the innermost message. */
    public static String text(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof Problem) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? UNKNOWN : cause.getMessage();
    }

    /** Its first line. */
    public static String sentence(Throwable thrown) {
        return text(thrown).lines().findFirst().orElse(UNKNOWN);
    }

    /** Why a file or folder could not be written: those of the file system are no sentences. */
    public static String ofFile(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return "no right to write there";
            }
            if (cause instanceof NoSuchFileException) {
                return "the folder is not there and cannot be made";
            }
            if (cause instanceof FileSystemException file) {
                return file.getReason() == null
                        ? "something else is where a file or folder should be" : file.getReason().toLowerCase(Locale.ROOT);
            }
        }
        return sentence(thrown);
    }
}
