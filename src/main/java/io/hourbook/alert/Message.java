package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy.Kind;
import java.time.Instant;

/**
 * One thing to be said of an alert in one way.
 *
 * @param attempts how often it was tried, this time among them
 * @param ended    when it was over; of what lasts the moment it is said
 */
record Message(long id, Event event, int attempts, String cause, Kind kind, String what, String link, long letters, Instant began, Instant ended) {}
