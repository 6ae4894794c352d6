package io.hourbook.intake;

import java.util.function.Predicate;
import org.apache.camel.CamelContext;

/** Which route takes a source's files: its own where it has one, else the one for all the others. Bean {@code sourceRoutes}. */
public class SourceRoutes {

    /** The route for sources that have none of their own. */
    static final String ANY_OTHER = "any-other-source";

    public String of(DueFile file, CamelContext camel) {
        return of(file, route -> camel.getRoute(route) != null);
    }

    /** @param there whether a route of that name runs */
    static String of(DueFile file, Predicate<String> there) {
        return there.test(file.source()) ? file.source() : ANY_OTHER;
    }
}
