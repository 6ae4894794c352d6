/**
 * What the books should say: lines collected to invoices, bills, journals and payroll batches, compared with what stands, and the
 * difference put in the outbox. {@link io.hourbook.document.Documents} is the door.
 */
package io.hourbook.document;
