package io.hourbook.entry;

/**
 * What the source called the people and things of an entry, as received, for display; null where the source said nothing.
 * The books' own ids are found by {@code MappingBook}.
 */
public record Names(String worker, String email, String client, String project, String service) {}
