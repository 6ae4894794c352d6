/**
 * The gate that every edit of routes and mappings goes through: judged, weighed, put in force or kept for a second person, and written
 * down. {@link io.hourbook.version.Gate} is the door; {@link io.hourbook.version.Versions}, {@link io.hourbook.version.Proposals} and
 * {@link io.hourbook.version.ChangeLog} read what it wrote.
 */
package io.hourbook.version;
