/**
 * In which format routes and mappings are written, and what brings older ones to the present one. {@link io.hourbook.edition.Editions}
 * looks, {@link io.hourbook.edition.Migration} migrates.
 */
package io.hourbook.edition;
