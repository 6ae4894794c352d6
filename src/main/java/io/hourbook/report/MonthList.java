package io.hourbook.report;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One table of a month: what the route asks the database, and what it writes of each row. Rows pass one by one.
 *
 * @param file     its name in the month's folder
 * @param question a statement
 * @param columns  the header
 * @param row      what is written of a row of the database
 */
public record MonthList(String file, String question, List<String> columns, Function<Map<String, Object>, Collection<String>> row) {

    /** The header, then row after row. */
    Iterator<Collection<String>> rows(Iterator<Map<String, Object>> asked) {
        return new Iterator<>() {
            private boolean headed;

            @Override
            public boolean hasNext() {
                return !headed || asked.hasNext();
            }

            @Override
            public Collection<String> next() {
                if (headed) {
                    return row.apply(asked.next());
                }
                headed = true;
                return columns;
            }
        };
    }
}
