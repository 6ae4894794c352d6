package io.hourbook.mapping;

/**
 * What one source, or any, calls a thing of the books.
 *
 * @param source null for any
 */
record Alias(String source, NameKind kind, String name, String id, String at) {}
