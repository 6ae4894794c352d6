/** What people read of the books: the ledger as plain text, the story of one entry, what is left of retainers. */
package io.hourbook.report;
