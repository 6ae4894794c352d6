package io.hourbook.edition;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of how routes or mappings are written. The minor number goes up when there is something new that files may use, the major
 * one when files of the format before mean something else.
 */
record FormatVersion(int major, int minor) implements Comparable<FormatVersion> {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** What {@code 1.2} stands for; empty where it is not written so. */
    static Optional<FormatVersion> of(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(new FormatVersion(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FormatVersion other) {
        return Comparator.comparingInt(FormatVersion::major).thenComparingInt(FormatVersion::minor).compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
