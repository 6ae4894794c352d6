package io.hourbook.delivery;

import io.hourbook.mapping.Target;
import io.hourbook.timetable.PassScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The accounting endpoints as they are named at this moment; an edit of the mappings holds from the next call on. */
public interface Targets {

    /** The target of that name, or empty when the mappings no longer have it. */
    Optional<Target> target(String name);

    /** Where a target is reached, without a trailing slash; the built-in sandbox's address when it names none. */
    String address(Target target);

    /** The bearer token that a target is shown, or null for none. */
    default String token(Target target) {
        return target.token();
    }

    /** What a call to a target says in its Authorization header, or null for nothing. */
    default String authorization(Target target) {
        String token = token(target);
        return token == null ? null : "Bearer " + token;
    }

    /** The headers that a call to a target shows it, by name. */
    default Map<String, String> shown(Target target) {
        String authorization = authorization(target);
        return authorization == null ? Map.of() : Map.of("Authorization", authorization);
    }

    /** Others than those, which it has refused; the same where there are none. */
    default Map<String, String> others(Target target, Map<String, String> refused) {
        return refused;
    }

    /** Where the company's days begin and end: what is due on a day goes out when that day has begun there. */
    ZoneId companyZone();

    /** The flows whose documents go out at this moment when nobody asks. */
    default PassScope ordinary(Instant at) {
        return PassScope.ALL;
    }
}
