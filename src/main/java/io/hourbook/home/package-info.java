/** The company's folder, and the room on its disk. {@link io.hourbook.home.Home} is the door. */
package io.hourbook.home;
