/**
 * The layouts of trackers' exports, as people write them down in {@code mappings/sources/}: which header carries what, and
 * what the words in the cells mean. Knows nothing of files, rows or the books.
 */
package io.hourbook.format;
