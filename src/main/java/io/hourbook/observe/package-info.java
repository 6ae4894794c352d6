/** How a running service is: health, metrics, and what they are made of. Asked often, so it asks the database seldom. */
package io.hourbook.observe;
