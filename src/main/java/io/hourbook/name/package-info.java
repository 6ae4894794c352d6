/** Names as people and trackers write them: when two are the same, and which one was probably meant. */
package io.hourbook.name;
