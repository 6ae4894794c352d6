package io.hourbook.schedule;

import java.time.Instant;

/**
 * How an attempt at a slot ended.
 *
 * @param state         done, failed, or waiting to be tried again
 * @param finishedAt    null where it waits
 * @param nextAttemptAt null where it does not
 * @param failure       in words; null where it is done
 * @param runId         the pass that it was, or null
 */
record Settlement(Slot slot, String state, Instant finishedAt, Instant nextAttemptAt, String failure, Integer runId) {}
