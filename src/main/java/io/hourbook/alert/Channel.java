package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way to tell somebody. */
enum Channel {
    MAIL,
    HOOK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that a policy names. */
    static List<Channel> of(AlertPolicy policy) {
        List<Channel> named = new ArrayList<>();
        if (policy.mail() != null) {
            named.add(MAIL);
        }
        if (policy.hook() != null) {
            named.add(HOOK);
        }
        return named;
    }
}
