/**
 * What people are told when something is wrong: where, what, what was seen, what is wanted, what to do. {@link io.hourbook.problem.Problem}
 * is the one exception for people, {@link io.hourbook.problem.Finding} what it says.
 */
package io.hourbook.problem;
