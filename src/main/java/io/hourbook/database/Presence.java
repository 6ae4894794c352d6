package io.hourbook.database;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether the database answers, as last seen.
 *
 * @param since   when it was first seen so
 * @param latency how long the last answer took; of the last answer there was, where it is away
 * @param version the server's own words, null before its first answer
 * @param why     what was heard instead of an answer, null while it is there
 */
public record Presence(boolean there, Instant since, Duration latency, String version, String why) {}
