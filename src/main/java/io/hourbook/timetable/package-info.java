/** When Hourbook works by itself: due times by the clock of a zone, computed and nothing else. */
package io.hourbook.timetable;
