/**
 * From a file in the inbox to rows: what is due, whether it is whole and readable, what each row means by its format, and where
 * the file goes afterwards. {@link io.hourbook.intake.Intake} is the door that routes call.
 */
package io.hourbook.intake;
