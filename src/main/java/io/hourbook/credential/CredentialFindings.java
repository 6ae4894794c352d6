package io.hourbook.credential;

import io.hourbook.mapping.TargetAuth.OAuth2;
import io.hourbook.problem.Finding;

/** What a person has to do about credentials; each code has its section in docs/errors.md. */
final class CredentialFindings {

    private CredentialFindings() {}

    static Finding nobodyAuthorized(String target) {
        return new Finding(
                "DEL-122", "target " + target, "nobody has allowed Hourbook to call this target yet", "no refresh token", "one that the target gave",
                "an admin opens /targets/" + target + "/authorize in the console and says yes there; what waits goes out by itself");
    }

    static Finding refused(String target, OAuth2 auth, String words) {
        return new Finding(
                "DEL-121", "target " + target, "the authorization server refuses to give a token", words, "a new access token",
                auth.authorizeUrl() != null
                        ? "authorize again: an admin opens /targets/" + target + "/authorize in the console; where several nodes run, they need one"
                                + " folder of secrets (HOURBOOK_SECRETS). What waits goes out by itself"
                        : auth.refreshToken() != null
                                ? "put a new refresh token where targets.yaml refers to, and look at client_id and client_secret; what waits goes out by itself"
                                : "look at client_id, client_secret and scope in targets.yaml; what waits goes out by itself");
    }

    static Finding noSuchWay(String target) {
        return new Finding(
                "DEL-123", "target " + target, "this target is not authorized by a person", "no authorize_url", "a target with auth: oauth2: authorize_url",
                "write the address in targets.yaml where the target's documentation names one");
    }

    static Finding notAsked(String what) {
        return new Finding(
                "DEL-124", "the way back from the authorization server", "this leave was not asked for here", what,
                "an answer to what this user began here, within ten minutes", "begin again at /targets/NAME/authorize");
    }

    static Finding notGiven(String target, String words) {
        return new Finding(
                "DEL-125", "target " + target, "the authorization server gave no leave", words, "a code, and tokens for it",
                "look at client_id, client_secret, scope and at the redirect address that is registered there; then begin again");
    }
}
