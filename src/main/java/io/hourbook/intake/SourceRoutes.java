package io.hourbook.intake;

import org.apache.camel.CamelContext;

/** Which route takes a source's files: its own where it has one, else the one for all the others. Bean {@code sourceRoutes}. */
public class SourceRoutes {

    /** The route for sources that have none of their own. */
    static final String ANY_OTHER = "any-other-source";

    public String of(DueFile file, CamelContext camel) {
        return camel.getRoute(file.source()) == null ? ANY_OTHER : file.source();
    }
}
