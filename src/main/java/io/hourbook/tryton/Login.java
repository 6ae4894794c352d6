package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Request;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One conversation's way into the session of its target. The password is shown once: refused, it is not shown again before the
 * mappings name another, for after some tries Tryton locks the user out.
 */
final class Login {

    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final Duration SLOW = Duration.ofMinutes(5);

    private final Settings settings;
    private final Access access;
    private final String where;
    private Access.Session session;
    private boolean asked;
    private boolean renewed;

    Login(Settings settings, Access access, String where) {
        this.settings = settings;
        this.access = access;
        this.where = where;
    }

    /** Whether there is a session to speak in; else this conversation is to log in, unless that was refused. */
    boolean done(long patienceMillis) {
        while (!asked) {
            session = access.session();
            if (session != null || access.refused()) {
                return session != null;
            }
            asked = access.takesTurn(patienceMillis);
        }
        return false;
    }

    boolean refused() {
        return access.refused();
    }

    /** Whether the call that is out is the login. */
    boolean asked() {
        return asked;
    }

    String header() {
        return session.header();
    }

    long user() {
        return session.user();
    }

    Request request(int id) {
        ObjectNode body = TrytonConversation.body(id, "common.db.login");
        String password = settings.target().token() == null ? "" : settings.target().token();
        body.set("params", Rpc.array(settings.user(), Rpc.object().put("password", password), "en"));
        // no other credentials beside these
        return TrytonConversation.post(body).with("Authorization", "");
    }

    /**
     * Takes the answer to the login.
     *
     * @param doubt what is not known of the document, which a login does not change
     * @return what follows where it was none
     */
    Optional<Later> hear(Answer answer, int id, boolean doubt) {
        asked = false;
        JsonNode json = answer.json();
        JsonNode result = json.path("result");
        if (answer.ok() && json.path("id").asInt() == id && result.path(0).canConvertToLong() && result.path(1).isTextual()) {
            access.opened(Access.Session.of(settings.user(), result.path(0).asLong(), result.path(1).asText()));
            return Optional.empty();
        }
        boolean denied = answer.status() == 401 || answer.ok() && (result.isNull() || Fault.read(json.path("error")).login());
        if (denied) {
            access.denied();
            LOG.warn("{}", Refusals.login(settings, where, answer.status() == 401 ? "401" : "it asks for something else than a password"));
            return Optional.of(new Later(doubt, SLOW, false, true, true, "the login was refused", answer.status(), null));
        }
        access.left();
        if (answer.status() == 429) {
            // too many wrong passwords of this user, whoever tried: for how long, it does not say
            return Optional.of(new Later(doubt, answer.retryAfter() == null ? SLOW : answer.retryAfter(), answer.retryAfter() != null,
                    true, true, "no login at the moment: " + answer.status(), answer.status(), null));
        }
        if (Lines.passing(answer)) {
            return Optional.of(Lines.later(answer, doubt, null));
        }
        return Optional.of(new Later(doubt, SLOW, false, true, true, "no login: " + answer.words(), answer.status(), null));
    }

    /** No answer to the login came. */
    void left() {
        asked = false;
        access.left();
    }

    /** The session is known there no more. @return whether another login is worth a try */
    boolean again() {
        access.lost(session);
        boolean first = !renewed;
        renewed = true;
        return first;
    }
}
