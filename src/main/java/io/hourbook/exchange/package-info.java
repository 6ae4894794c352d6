/**
 * Rates between currencies: those of the company's own table, and those that are fetched, taken whole or not at all. {@link
 * io.hourbook.exchange.ExchangeRates} answers what a rate was on a day.
 */
package io.hourbook.exchange;
