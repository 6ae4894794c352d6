package io.hourbook.reload;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What cases mean: turns the fields that a person writes into a message, and a message back into fields. */
public interface CaseAdapter {

    /**
     * Which facts the cases that follow stand on.
     *
     * @param name what their file says under {@code facts}, or null where it says nothing
     * @throws RuntimeException with a message for the case's author where there are none of that name
     */
    default void standOn(String name) {
        // an adapter without facts of its own
    }

    /**
     * The message that a case sends into its route: a body, or a {@link CaseMessage}.
     *
     * @param route the route's id
     * @param in    the case's {@code in}: texts, {@code Long}, {@code BigDecimal}, {@code Boolean}, lists and maps of these
     * @throws RuntimeException with a message for the case's author where a field is unknown or missing
     */
    Object message(String route, Map<String, Object> in);

    /**
     * What left through an exit, as the fields that cases may name.
     *
     * @param exit the step's id, {@code to-…}, or {@code end} for what the route ends with
     * @return one map for each thing that left; a body of several lines is several things
     */
    default List<Map<String, Object>> fields(String exit, Object body) {
        return List.of(Collections.singletonMap("body", body));
    }

    /**
     * The same where more than the body counts.
     *
     * @param address where it would have gone, an address or a bean's method; empty for {@code end}
     */
    default List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        return fields(exit, exchange.getMessage().getBody());
    }

    /** What a bean outside was told, as cases may write it: one value of its call, or the body. */
    default Object told(Object value) {
        return value;
    }

    /** Why a message that ended with this body is held, e.g. {@code reason}; null where it is not. */
    default Map<String, Object> held(Object body) {
        return null;
    }

    /** Why a message that ended with this body is excluded, e.g. {@code reason}; null where it is not. */
    default Map<String, Object> excluded(Object body) {
        return null;
    }

    /** Properties of the exchange that carries the message, such as the version of the mappings. */
    default Map<String, Object> properties(String route) {
        return Map.of();
    }
}
