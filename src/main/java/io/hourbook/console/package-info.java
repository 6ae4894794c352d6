/** The pages and the HTTP API. They read the doors of the other packages, and nobody reads them. */
package io.hourbook.console;
