/**
 * MariaDB, out of the jar or a server of one's own: started, watched, brought up to date, and shared by the processes of a home. {@link
 * io.hourbook.database.Database} is the door.
 */
package io.hourbook.database;
