/** Time and money rounded by a client's rule, once. Computes, and knows no database. */
package io.hourbook.rounding;
