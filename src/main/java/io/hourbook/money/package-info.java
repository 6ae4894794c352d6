/** Amounts with their currency, hours and their shares, in decimals that are rounded where a rule says so and nowhere else. */
package io.hourbook.money;
