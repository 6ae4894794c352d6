package io.hourbook.readback;

import io.hourbook.mapping.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One target being read, page after page, for as long as it has more to tell and there is time: the message of read-target. */
public final class TargetReading {

    /** What is left by then is read at the next time: passes wait meanwhile. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Target target;
    private final LocalDate since;
    private final List<Look.Known> known;
    private final Clock clock;
    private final Instant began;
    private String cursor;
    private boolean more = true;
    private int pages;
    private int documents;
    private String failure;

    TargetReading(Target target, String cursor, LocalDate since, List<Look.Known> known, Clock clock) {
        this.target = target;
        this.cursor = cursor;
        this.since = since;
        this.known = known;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Whether there is another page to read now. */
    public boolean goesOn() {
        return more && failure == null && (pages == 0 || clock.instant().isBefore(began.plus(LONGEST)));
    }

    Look look() {
        return new Look(target, cursor, since, clock.instant(), pages == 0 ? known : List.of());
    }

    void kept(Page page, int ours) {
        pages++;
        documents += ours;
        // a page that says that there is more where it stands still would be read for ever
        more = page.more() && !page.cursor().equals(cursor);
        cursor = page.cursor();
    }

    void failed(String words) {
        failure = words;
    }

    String target() {
        return target.target();
    }

    /** What became of it. */
    ReadTarget told() {
        return new ReadTarget(target.target(), pages, documents, more && failure == null, failure);
    }
}
