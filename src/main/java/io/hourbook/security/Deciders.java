package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;

/** Who may decide, judged by the users file alone: for commands, where no service is asked. */
public final class Deciders {

    private final UserFile file;
    private final Clock clock;
    private final Role needed;
    private final String about;

    private Deciders(UserFile file, Clock clock, Role needed, String about) {
        this.file = file;
        this.clock = clock;
        this.needed = needed;
        this.about = about;
    }

    /** About the edits of others. */
    public static Deciders aboutEdits(UserFile file, Clock clock) {
        return new Deciders(file, clock, Role.APPROVER, "edits");
    }

    /** About what could not be handled. */
    public static Deciders aboutLetters(UserFile file, Clock clock) {
        return new Deciders(file, clock, Role.OPERATOR, "dead letters");
    }

    /**
     * @return the name that is kept with the decision
     * @throws Problem SEC-205 where it is nobody's login, SEC-206 where the user may not
     */
    public String byPassword(String name, String password) {
        User user = file.readOrEmpty().users().get(name.strip().toLowerCase(Locale.ROOT));
        if (user == null || !Passwords.matches(password, user.hash()) || !user.enabled()) {
            throw nobody("a name and its password");
        }
        return allowed(Member.of(user));
    }

    /**
     * @param secret of a token
     * @return the name that is kept with the decision
     * @throws Problem SEC-205 where it is nobody's, or holds no more; SEC-206 where it may not
     */
    public String byToken(String secret) {
        ApiToken token = file.readOrEmpty().tokenOf(Passwords.sha256(secret)).filter(known -> known.holds(clock.instant()))
                .orElseThrow(() -> nobody("a token that holds"));
        return allowed(Member.of(token));
    }

    private Problem nobody(String want) {
        return new Problem(new Finding("SEC-205", file.shown(), "this is not, or no longer, the login of anybody", null, want,
                "see hourbook users list, and try again"));
    }

    private String allowed(Member member) {
        Set<Role> roles = member.roles();
        if (!roles.contains(needed)) {
            throw new Problem(new Finding("SEC-206", file.shown(), "this may not decide about " + about, member.words(), "role " + needed.word() + " or admin",
                    "ask somebody who has it, or an admin for it: hourbook users roles"));
        }
        return member.name();
    }
}
