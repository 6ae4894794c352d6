package io.hourbook.credential;

import java.time.Instant;

/**
 * What an authorization server gave.
 *
 * @param access     shown to the target
 * @param freshUntil from then on it is renewed, a little before it ends
 * @param refresh    what the next one is fetched with, or null where the client's own credentials do
 * @param madeFrom   what it was asked for, as a hash: of other settings, or of another first refresh token, it is not the one that is wanted
 */
record Token(String access, Instant freshUntil, String refresh, String madeFrom) {

    /** Whether it can be shown now. @param notThis one that was refused, or null */
    boolean fits(String wanted, Instant now, String notThis) {
        return wanted.equals(madeFrom) && access != null && now.isBefore(freshUntil) && !access.equals(notThis);
    }

    @Override
    public String toString() {
        return "token until " + freshUntil;
    }
}
