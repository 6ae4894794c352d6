/**
 * Money spent: each row once, with what came after it, what the worker is owed for it and what the client is charged. {@link
 * io.hourbook.expense.Expenses} is the door.
 */
package io.hourbook.expense;
