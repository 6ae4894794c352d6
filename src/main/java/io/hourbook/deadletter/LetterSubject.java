package io.hourbook.deadletter;

/**
 * What a message is about, so that its dead letter can be found again, resolved and replayed.
 *
 * @param kind       what failed
 * @param key        the same words whenever this very thing fails again: a source and entry id, a document's reference
 * @param source     the source it came from, or null
 * @param entryId    or null
 * @param documentId or null
 */
public record LetterSubject(DeadLetter.Kind kind, String key, String source, Long entryId, Integer documentId) {}
