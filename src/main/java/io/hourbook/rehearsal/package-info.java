/**
 * Previews and dry runs: a real run on a copy of the books, with nothing sent or written. {@link io.hourbook.rehearsal.Rehearsals} is the
 * door.
 */
package io.hourbook.rehearsal;
