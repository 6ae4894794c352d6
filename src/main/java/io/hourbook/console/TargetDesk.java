package io.hourbook.console;

import io.hourbook.credential.Authorization;
import io.hourbook.delivery.LockedBooks;
import io.hourbook.delivery.LockedBooks.Lock;
import io.hourbook.delivery.TargetPauses;
import io.hourbook.delivery.TargetPauses.Pause;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetAuth;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Targets for the API and the pages: who is left alone, and who may be called. */
@Component
class TargetDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TargetDesk.class);

    /**
     * A target.
     *
     * @param pausedUntil until when it is left alone, or null
     * @param why         in few words, or null
     * @param saidBy      the target, or Hourbook; null where it is not left alone
     * @param authorize   whether an admin allows Hourbook to call it
     * @param lockedUntil the last day that its books are locked for anybody, as it said last; null where they are not, or it was not asked yet
     * @param locked      the same in words, with whom it is locked for
     */
    @Schema(name = "Target")
    public record Seen(String target, String kind, Instant pausedUntil, Instant pausedSince, String why, String saidBy, boolean authorize,
            LocalDate lockedUntil, String locked) {}

    private final Company company;
    private final TargetPauses pauses;
    private final Authorization authorization;
    private final List<LockedBooks> locks;

    TargetDesk(Company company, TargetPauses pauses, Authorization authorization, List<LockedBooks> locks) {
        this.locks = locks;
        this.company = company;
        this.pauses = pauses;
        this.authorization = authorization;
    }

    /** All of the book in force, and those that are left alone although the book no longer names them. */
    List<Seen> all() {
        MappingBook book = company.now().book();
        Map<String, Target> known = book == null ? Map.of() : book.targets();
        Map<String, Pause> parked = pauses.all().stream().collect(Collectors.toMap(Pause::target, Function.identity()));
        Set<String> names = new TreeSet<>(known.keySet());
        names.addAll(parked.keySet());
        return names.stream().map(name -> seen(name, known.get(name), parked.get(name))).toList();
    }

    private Seen seen(String name, Target target, Pause pause) {
        boolean authorize = target != null && target.auth() instanceof TargetAuth.OAuth2 auth && auth.authorizeUrl() != null;
        String kind = target == null ? null : target.kind().word();
        Lock lock = target == null ? null : locks.stream().flatMap(each -> each.lock(target).stream()).findFirst().orElse(null);
        LocalDate until = lock == null ? null : lock.until();
        String locked = lock == null ? null : lock.words();
        return pause == null
                ? new Seen(name, kind, null, null, null, null, authorize, until, locked)
                : new Seen(name, kind, pause.until(), pause.since(), pause.why(), pause.saidBy(), authorize, until, locked);
    }

    /** @return whether it was left alone until now */
    boolean resume(String name, String who) {
        Seen target = all().stream().filter(seen -> seen.target().equals(name)).findFirst().orElseThrow(() -> missing(name));
        boolean ended = pauses.end(target.target());
        if (ended) {
            LOG.info("target {} is left alone no longer, says {}", name, who);
        }
        return ended;
    }

    /** Where an admin says yes. */
    String authorize(String name, String redirect, String who) {
        MappingBook book = company.now().book();
        Target target = book == null ? null : book.targets().get(name);
        if (target == null) {
            throw missing(name);
        }
        return authorization.begin(target, redirect, who);
    }

    /** @return the target that can be called now */
    String authorized(String state, String code, String error, String who) {
        String target = authorization.end(state, code, error, who).target();
        pauses.end(target);
        LOG.info("target {} may be called, says {}", target, who);
        return target;
    }

    private static RuntimeException missing(String name) {
        return Asked.missing("target " + name, "there is no such target", "look it up in mappings/targets.yaml");
    }
}
