/**
 * The examples beside routes, tables and policies, run with the real rules and nothing else. {@link io.hourbook.cases.HomeCheck} tells all
 * that is wrong with a home without starting it.
 */
package io.hourbook.cases;
