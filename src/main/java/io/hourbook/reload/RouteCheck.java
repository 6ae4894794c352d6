package io.hourbook.reload;

import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Whether the routes of a folder would run: Camel's schema, the house's rules, names that exist, and a trial build. */
public final class RouteCheck {

    private RouteCheck() {}

    /**
     * All findings of all {@code *.camel.yaml} files below a folder, by path and line. Needs neither Spring nor a database.
     *
     * @param routes     the folder; findings name files from its own name on
     * @param beans      the beans that routes may name, with their classes; none of them is constructed
     * @param properties the value of a setting, or null where there is none
     * @return empty where all is well
     */
    public static List<Finding> check(Path routes, Map<String, Class<?>> beans, UnaryOperator<String> properties) {
        return RouteReview.of(RouteFolder.read(routes), new KnownBeans(beans), properties).faults();
    }

    /** Whether a finding of this code is of a rule that routes may have been in force before: they run on, and are refused when they are edited. */
    public static boolean mayStay(String code) {
        return RouteMemory.CODES.contains(code) || RouteRest.CODE.equals(code);
    }
}
