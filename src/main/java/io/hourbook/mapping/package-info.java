/**
 * The folder {@code mappings/} as a book: who works, who is charged, at which price, by which rules; and everything that is wrong with it,
 * told at once. {@link io.hourbook.mapping.MappingLoader} reads it, {@link io.hourbook.mapping.MappingBook} is what a run keeps.
 */
package io.hourbook.mapping;
