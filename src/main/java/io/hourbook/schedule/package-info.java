/** Slots: what is due by itself as rows, each claimed once by one of all the processes on a database. */
package io.hourbook.schedule;
