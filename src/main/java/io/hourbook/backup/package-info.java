/**
 * The whole company in one file, and back: rows as text, the files of the home, and a hash over each piece. {@link
 * io.hourbook.backup.Backup} is the door.
 */
package io.hourbook.backup;
