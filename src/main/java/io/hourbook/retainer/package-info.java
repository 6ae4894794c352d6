/** Prepaid work: what each month draws from a balance, recomputed whole, to the cent. */
package io.hourbook.retainer;
