package io.hourbook.alert;

import java.util.Locale;

/** What is said of an alert. */
enum Event {
    BEGAN,
    LASTS,
    OVER;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
