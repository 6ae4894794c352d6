package io.hourbook.cases;

import io.hourbook.mapping.MappingBook;
import io.hourbook.reload.CaseRunner;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The cases beside routes, run with the application's own steps and nothing behind them: no database, no HTTP, no Spring. Tests,
 * the check command and whoever changes routes while they run all ask here.
 */
public final class RouteCases {

    private RouteCases() {}

    /**
     * @param routes   the folder with routes and their cases
     * @param home     the facts of cases that name none, or null where they cannot be read
     * @param known    the beans that routes may name, with their classes
     * @param settings the value of a setting, or null
     * @return close it after use
     */
    public static CaseRunner runner(Path routes, MappingBook home, Map<String, Class<?>> known, UnaryOperator<String> settings) {
        ProcessCases cases = new ProcessCases(new CaseFacts(home));
        return new CaseRunner(routes, cases.beans(), known, settings, cases);
    }
}
