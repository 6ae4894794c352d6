/** What makes a start short: classes read ahead, jars opened once, and a JVM that is told where a run takes seconds. */
package io.hourbook.launch;
