package io.hourbook.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in by name and password and programs by their token, and writes down whom it let in and whom not. */
class Doorman {

    private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
    /** Each check keeps a processor busy for a quarter of a second; more at once would only stand in each other's way. */
    private static final int AT_ONCE = 4;
    private static final long PATIENCE_SECONDS = 10;
    /** A hash of no password, checked for names that nobody has, so that they take as long as others. */
    private static final String NOBODYS = "{bcrypt}$2a$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";

    private final Users users;
    private final LoginGate gate;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore checks = new Semaphore(AT_ONCE, true);

    /** @param meters may be null where nothing is counted */
    Doorman(Users users, Clock clock, MeterRegistry meters) {
        this.users = users;
        this.gate = new LoginGate(clock);
        this.clock = clock;
        this.meters = meters;
        // from the start: whoever watches a count wants to see that it stands at nothing, and not that there is none
        for (String outcome : List.of("success", "failed", "throttled", "logout")) {
            counter(outcome);
        }
    }

    /** What came of an attempt: a member, or a wait before the next one may be made, or neither. */
    record Attempt(Optional<Member> member, Duration pause) {}

    /** @param quiet where a login that succeeds is no news: a program shows its password with every call */
    Attempt password(String name, String password, String address, boolean quiet) {
        String folded = name.strip().toLowerCase(Locale.ROOT);
        try {
            if (!checks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new Attempt(Optional.empty(), Duration.ofSeconds(PATIENCE_SECONDS));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Attempt(Optional.empty(), Duration.ofSeconds(PATIENCE_SECONDS));
        }
        try {
            Duration wait = gate.wait(folded, address);
            if (!wait.isZero()) {
                // counted, not written: whoever knocks on and on would fill the log
                count("throttled");
                return new Attempt(Optional.empty(), wait);
            }
            User user = users.current().users().get(folded);
            boolean right = Passwords.matches(password, user == null ? NOBODYS : user.hash());
            if (!right || user == null || !user.enabled()) {
                gate.failed(folded, address);
                told("failed", "login of {} from {} failed", shown(folded), address);
                return new Attempt(Optional.empty(), Duration.ZERO);
            }
            gate.succeeded(folded, address);
            if (!quiet) {
                told("success", "{} signed in from {}", folded, address);
            }
            return new Attempt(Optional.of(Member.of(user)), Duration.ZERO);
        } finally {
            checks.release();
        }
    }

    /** The program whose token this is, while it holds. */
    Optional<Member> token(String secret, String address) {
        Optional<ApiToken> token = users.current().tokenOf(Passwords.sha256(secret));
        if (token.isPresent() && token.get().holds(clock.instant())) {
            return Optional.of(Member.of(token.get()));
        }
        told("failed", token.isPresent() ? "token {} has expired; it was shown from {}" : "{} was shown from {}",
                token.isPresent() ? token.get().name() : "a token that is not known", address);
        return Optional.empty();
    }

    void out(String name) {
        told("logout", "{} signed out{}", name, "");
    }

    /** Whether somebody who was let in earlier is still let in as the same. */
    boolean stillWelcome(Member member) {
        return member.user() == null || member.user().equals(users.current().users().get(member.name()));
    }

    private void told(String outcome, String words, Object one, Object other) {
        LOG.info(words, one, other);
        count(outcome);
    }

    void count(String outcome) {
        counter(outcome).ifPresent(Counter::increment);
    }

    private Optional<Counter> counter(String outcome) {
        return Optional.ofNullable(meters).map(registry -> registry.counter("hourbook.logins", "outcome", outcome));
    }

    /** People type their password where the name belongs: only names of users are written down. */
    private String shown(String name) {
        return users.current().users().containsKey(name) ? name : "an unknown name";
    }
}
