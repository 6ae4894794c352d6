/**
 * A worker's week under the law that the company names for it: regular time, overtime, and hours that somebody should look at. Computes,
 * and knows no database.
 */
package io.hourbook.overtime;
