/** Pay weeks: recomputed whole from what a worker's week has, with labour and pay codes as they go to the documents. */
package io.hourbook.payroll;
