package io.hourbook.cases;

import io.hourbook.reload.CaseRunner;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The cases beside routes, run with the application's own steps and nothing behind them: no database, no HTTP, no Spring. There is
 * this one way to run them, for tests, for the check command, and for whoever changes routes while they run.
 */
final class RouteCases {

    private RouteCases() {}

    /** Loads on this thread what takes longest to load, while others read the home. Without it everything is the same, only later. */
    static void warmUp() {
        CaseRunner.warmUp();
    }

    /**
     * @param routes   the folder with routes and their cases
     * @param facts    what the cases stand on
     * @param known    the beans that routes may name, with their classes
     * @param settings the value of a setting, or null
     * @return close it after use
     */
    static CaseRunner runner(Path routes, CaseFacts facts, Map<String, Class<?>> known, UnaryOperator<String> settings) {
        CaseFolders cases = new CaseFolders(facts);
        return new CaseRunner(routes, cases.beans(), known, settings, cases);
    }
}
