/**
 * Routes as files: read, checked, tried in a context of their own with their cases, and swapped in a running one. {@link
 * io.hourbook.reload.RouteDeployer} is the door of a service, {@link io.hourbook.reload.CaseRunner} that of cases.
 */
package io.hourbook.reload;
