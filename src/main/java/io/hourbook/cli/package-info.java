/** The commands, one class each, and what they print. {@link io.hourbook.cli.HourbookCommand} is where the program begins. */
package io.hourbook.cli;
