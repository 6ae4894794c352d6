package io.hourbook.schedule;

import java.time.Instant;

/**
 * One schedule as people see it.
 *
 * @param name      of its slots: {@code sync}, a route, {@code source:harvest}, {@code flow:payroll}
 * @param words     when it is due, as it is written in mappings/schedules.yaml
 * @param zone      by whose clock
 * @param last      its newest slot, or null before the first
 * @param nextDueAt when it is due next; null where only a person starts it
 * @param missed    how many slots are due and not done yet, those that are to be tried again among them; counted up to a thousand
 * @param waiting   of a source: files that wait for it in the inbox; of a flow: documents that wait for it
 */
public record ScheduleView(String name, String words, String zone, Last last, Instant nextDueAt, int missed, int waiting) {

    /**
     * A slot.
     *
     * @param state         waiting, running, done or failed
     * @param startedAt     of its last attempt; null before the first
     * @param finishedAt    null while it waits or runs
     * @param nextAttemptAt when it is tried again; null where it is not
     * @param runId         the pass that it was, where it was one
     * @param failure       why its last attempt failed, in words
     * @param askedBy       who asked for it; null where it was due by itself
     */
    public record Last(
            Instant dueAt, String state, int attempts, Instant startedAt, Instant finishedAt, Instant nextAttemptAt, Integer runId,
            String failure, String askedBy) {}
}
