/**
 * Recorded time as it is stored: each row once, with what came after it, and the queues of what has still to be worked. {@link
 * io.hourbook.entry.EntryStore} is the door for what is received.
 */
package io.hourbook.entry;
