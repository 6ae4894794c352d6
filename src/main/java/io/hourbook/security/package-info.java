/**
 * Who may come in and do what: users, tokens, roles, TLS, and the guard before every call. {@code Rules} is the one table of who may do
 * what.
 */
package io.hourbook.security;
