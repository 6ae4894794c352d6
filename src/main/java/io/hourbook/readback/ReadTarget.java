package io.hourbook.readback;

/**
 * How reading a target went.
 *
 * @param pages     pages that were read
 * @param documents documents of ours that they told of, some perhaps more than once
 * @param more      whether there is more to read at the next time
 * @param failure   why it came to nothing, or null
 */
public record ReadTarget(String target, int pages, int documents, boolean more, String failure) {}
