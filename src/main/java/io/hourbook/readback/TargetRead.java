package io.hourbook.readback;

import java.time.Instant;

/**
 * How far a target has been read.
 *
 * @param beganAt   the last reading
 * @param readAt    the last page that was kept, or null
 * @param documents documents of ours that the last reading told of, some perhaps more than once
 * @param failure   why the last reading came to nothing, or null
 */
public record TargetRead(String target, Instant beganAt, Instant readAt, int documents, String failure) {}
