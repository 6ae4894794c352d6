package io.hourbook.deadletter;

import io.hourbook.problem.Finding;

/**
 * A message that could not be handled, with all that a person needs to act without a log.
 *
 * @param kind           what failed
 * @param finding        code, place, cause and cure
 * @param subject        what failed, in words that are the same when it fails again: a file's hash and line, an entry, a key
 * @param offending      the value that causes it, for grouping: many letters of one cause are one problem
 * @param source         the source it came from, or null
 * @param entryId        or null
 * @param documentId     or null
 * @param received       the body as it came in, or null
 * @param body           the body at the step that failed, or null
 * @param headers        the message's headers as JSON without secrets, or null
 * @param mappingVersion the mappings in force, or null
 * @param exchanged      what was said to a target and what it answered, or null
 */
public record DeadLetter(
        Kind kind,
        Finding finding,
        String subject,
        String offending,
        String source,
        Long entryId,
        Integer documentId,
        String received,
        String body,
        String headers,
        String mappingVersion,
        Exchanged exchanged) {

    /** Of what no target had a part in. */
    public DeadLetter(
            Kind kind, Finding finding, String subject, String offending, String source, Long entryId, Integer documentId,
            String received, String body, String headers, String mappingVersion) {
        this(kind, finding, subject, offending, source, entryId, documentId, received, body, headers, mappingVersion, null);
    }

    public enum Kind {
        ROW,
        FILE,
        ENTRY,
        DOCUMENT
    }
}
