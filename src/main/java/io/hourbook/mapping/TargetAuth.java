package io.hourbook.mapping;

/** What an accounting system wants to be shown by whoever calls it. Secrets are references, and read when they are shown. */
public sealed interface TargetAuth {

    /** A token in the header Authorization, as {@code Bearer …}. */
    record Bearer(Secret token) implements TargetAuth {}

    /** A key in a header of its own. */
    record ApiKey(String header, Secret key) implements TargetAuth {}

    /** A user and a password, RFC 7617. */
    record Basic(String user, Secret password) implements TargetAuth {}

    /**
     * Access tokens that are fetched and renewed, RFC 6749.
     *
     * @param tokenUrl     where tokens are fetched
     * @param authorizeUrl where a person allows it, or null where nobody has to
     * @param clientId     what this Hourbook is called there
     * @param clientSecret null for one that has none
     * @param refreshToken the first one, or null where a person's leave brings it, or none is used
     * @param scope        what is asked for, words with blanks between them, or null
     */
    record OAuth2(String tokenUrl, String authorizeUrl, String clientId, Secret clientSecret, Secret refreshToken, String scope)
            implements TargetAuth {

        /** Whether tokens are renewed by a refresh token; else by the client's own credentials. */
        public boolean refreshes() {
            return authorizeUrl != null || refreshToken != null;
        }
    }
}
