package io.hourbook.format;

import io.hourbook.name.FoldedName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns and words of one tracker's export mean: one file of {@code mappings/sources/}. Immutable. Headers and words
 * are kept folded ({@link Words#fold}); in a header {@code *} stands for any text.
 *
 * @param name         the file's stem, by which sources name it
 * @param tracker      the product, for people
 * @param kind         what its rows are
 * @param columns      the headers that carry a field; where a file has several of them the first that is filled counts
 * @param ignored      headers that are known and rightly not read
 * @param required     of each set at least one must be in the file, or the file is not of this format
 * @param yes          words that mean yes
 * @param no           words that mean no
 * @param takenTypes   words in the type column that are entries; empty: all that are not skipped
 * @param skippedTypes words in the type column that are rightly no entries, and why
 * @param dates        how dates are written
 * @param decimals     how decimals are written
 * @param bareDuration what a number without a colon in the duration column counts
 * @param running      how a timer that still runs is told
 * @param at           the file, for findings
 */
public record SourceFormat(
        String name,
        String tracker,
        Kind kind,
        Map<Field, List<String>> columns,
        List<String> ignored,
        List<Set<Field>> required,
        Set<String> yes,
        Set<String> no,
        Set<String> takenTypes,
        Map<String, String> skippedTypes,
        Dates dates,
        Decimals decimals,
        BareDuration bareDuration,
        Running running,
        String at) {

    public enum Kind {
        /** Recorded time. */
        TIME,
        /** Money spent. */
        EXPENSE
    }

    /** A date whose year comes first in four digits is read as such under each of them: it can mean only one day. */
    public enum Dates {
        YEAR_FIRST,
        MONTH_FIRST,
        DAY_FIRST,
        /** As the source's account is set up. */
        SOURCE
    }

    public enum Decimals {
        /** Where both signs stand in a number the last is the decimal one; where one stands once it is the decimal one. */
        AUTO,
        POINT,
        COMMA
    }

    public enum BareDuration {
        HOURS,
        MINUTES,
        SECONDS,
        /** Whole numbers count seconds, numbers with a fraction hours. */
        SECONDS_OR_HOURS
    }

    public enum Running {
        NEVER,
        /** A row without an end. */
        NO_END,
        /** A row with a negative duration. */
        NEGATIVE
    }

    public SourceFormat {
        EnumMap<Field, List<String>> copy = new EnumMap<>(Field.class);
        columns.forEach((field, headers) -> copy.put(field, List.copyOf(headers)));
        columns = Collections.unmodifiableMap(copy);
        ignored = List.copyOf(ignored);
        required = required.stream().map(Set::copyOf).toList();
        yes = Set.copyOf(yes);
        no = Set.copyOf(no);
        takenTypes = Set.copyOf(takenTypes);
        skippedTypes = Map.copyOf(skippedTypes);
    }

    /** Whether a file of this format must have the field by itself, not as one of several. */
    public boolean requires(Field field) {
        return required.contains(Set.of(field));
    }

    /** Whether a header is read or known to be left alone. */
    public boolean knows(String header) {
        String folded = FoldedName.of(header);
        return ignored.stream().anyMatch(known -> matches(known, folded))
                || columns.values().stream().flatMap(List::stream).anyMatch(known -> matches(known, folded));
    }

    /**
     * @param known  a header of a format file, folded, in which {@code *} stands for any text
     * @param header a file's header, folded
     */
    public static boolean matches(String known, String header) {
        int star = known.indexOf('*');
        if (star < 0) {
            return known.equals(header);
        }
        String before = known.substring(0, star);
        String after = known.substring(star + 1);
        return header.length() >= before.length() + after.length() && header.startsWith(before) && header.endsWith(after);
    }
}
