package io.hourbook.intake;

import io.hourbook.name.FoldedName;
import io.hourbook.format.Field;
import io.hourbook.format.SourceFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns of one file carry which field: a format laid over the file's header. */
final class Columns {

    private static final int[] NONE = {};

    private final int[][] byField = new int[Field.values().length][];
    private final List<String> header;

    Columns(SourceFormat format, List<String> header) {
        this.header = List.copyOf(header);
        Map<Field, List<Integer>> found = new EnumMap<>(Field.class);
        List<String> folded = header.stream().map(FoldedName::of).toList();
        format.columns().forEach((field, spellings) -> {
            for (String spelling : spellings) {
                for (int column = 0; column < folded.size(); column++) {
                    if (SourceFormat.matches(spelling, folded.get(column))) {
                        found.computeIfAbsent(field, none -> new ArrayList<>()).add(column);
                    }
                }
            }
        });
        Arrays.fill(byField, NONE);
        found.forEach((field, columns) ->
                byField[field.ordinal()] = columns.stream().mapToInt(Integer::intValue).distinct().toArray());
    }

    /** The field's columns, the one that counts first in front. */
    int[] of(Field field) {
        return byField[field.ordinal()];
    }

    boolean has(Field field) {
        return of(field).length > 0;
    }

    int count() {
        return header.size();
    }

    List<String> header() {
        return header;
    }

    /** How the file itself calls a field, for findings. */
    String name(Field field) {
        return has(field) ? header.get(of(field)[0]) : field.word();
    }

    /** How many fields were found: the measure by which a delimiter is chosen. */
    int found() {
        return (int) Arrays.stream(byField).filter(columns -> columns.length > 0).count();
    }

    /** The alternatives of which the file has none. */
    List<Set<Field>> missing(SourceFormat format) {
        return format.required().stream().filter(fields -> fields.stream().noneMatch(this::has)).toList();
    }
}
