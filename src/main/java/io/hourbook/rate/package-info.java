/** What an hour costs: the row of a price table that names most wins, from its first day on. Computes, and knows no database. */
package io.hourbook.rate;
