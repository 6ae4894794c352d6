/**
 * One pass over all that is due, from the inbox to the books, and the laws of conservation that are proved at its end. {@link
 * io.hourbook.run.Passes} is the door.
 */
package io.hourbook.run;
