package io.hourbook.mapping;

/**
 * What kind of work it was.
 *
 * @param item           the books' item, or null
 * @param incomeAccount  where income from it is booked, or null for a service that is never charged
 * @param expenseAccount where its labour is booked
 * @param at             where the row stands
 */
public record Service(String service, String name, String item, String incomeAccount, String expenseAccount, String at) {}
