package io.hourbook.run;

import java.time.Duration;

/**
 * A pass is over: told to whoever counts.
 *
 * @param outcome done, not-conserved, failed, stopped
 * @param rows    what it received, however it ended
 */
public record RunEnded(int run, String outcome, Duration length, Summary.Rows rows) {}
