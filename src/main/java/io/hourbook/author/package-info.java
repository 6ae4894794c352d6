/** Whose an edit of the folders is, where git knows. {@link io.hourbook.author.Authors} is the door. */
package io.hourbook.author;
