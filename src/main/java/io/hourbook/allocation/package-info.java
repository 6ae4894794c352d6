/**
 * What becomes of one entry: held for a named reason, or owed to its worker and charged to its client. {@link
 * io.hourbook.allocation.AllocationSteps} are the exits that the routes of {@code process} call; what was decided is stored by chunk, with a mark on
 * every group that it touches.
 */
package io.hourbook.allocation;
