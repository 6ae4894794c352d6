package io.hourbook.edition;

import java.time.LocalDate;
import java.util.Locale;

/** The two folders whose files have a format. */
enum Folder {
    ROUTES(new FormatVersion(1, 4), new FormatVersion(1, 2), LocalDate.of(2027, 11, 22)),
    MAPPINGS(new FormatVersion(1, 4), new FormatVersion(1, 2), LocalDate.of(2027, 11, 22));

    /** Of files that say nothing: those of releases up to 0.3.0 did not. */
    static final FormatVersion OLDEST = new FormatVersion(1, 0);

    private final FormatVersion newest;
    private final FormatVersion kept;
    private final LocalDate end;

    /**
     * @param newest what this program reads, and writes
     * @param kept   the oldest that is read without an end
     * @param end    the first day on which older ones are not read any more
     */
    Folder(FormatVersion newest, FormatVersion kept, LocalDate end) {
        this.newest = newest;
        this.kept = kept;
        this.end = end;
    }

    FormatVersion newest() {
        return newest;
    }

    boolean ends(FormatVersion version) {
        return version.compareTo(kept) < 0;
    }

    LocalDate end() {
        return end;
    }

    /** {@code routes/} */
    String path() {
        return name().toLowerCase(Locale.ROOT) + "/";
    }

    /** Where a folder says its format, from the home on. */
    String file() {
        return path() + "format.yaml";
    }
}
