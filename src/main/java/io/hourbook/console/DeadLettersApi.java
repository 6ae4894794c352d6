package io.hourbook.console;

import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.Line;
import io.hourbook.deadletter.DeadLetterDesk.State;
import io.hourbook.deadletter.DeadLetterDesk.Wanted;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.deadletter.DeadLetterReplay.Replayed;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedAll;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedCause;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What could not be handled, by cause and one by one, and what a person decides about it: try again, or put away with a reason. */
@RestController
@RequestMapping(path = "/api/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters", description = "Rows, files, entries and documents that could not be handled, kept whole and grouped by cause.")
class DeadLettersApi {

    static final List<String> STATES = Arrays.stream(State.values()).map(state -> state.name().toLowerCase(Locale.ROOT)).toList();
    static final List<String> KINDS = List.of("row", "file", "entry", "document");

    /**
     * Letters of one cause; text of the newest of them.
     *
     * @param letters  how many there are
     * @param examples some of the values that were seen
     * @param holdsBack what does not go on meanwhile, and of documents how much money
     * @param list     with a fingerprint: a page of the letters; else null
     */
    @Schema(name = "DeadLetterCause")
    record Group(
            String fingerprint, String code, String where, String what, String saw, String want, String at, String fix, long letters,
            long attempts, Instant firstSeen, Instant lastSeen, long newest, String kind, String source, List<String> examples,
            String holdsBack, List<Line> list) {

        static Group of(Cause cause, List<Line> list) {
            return new Group(
                    cause.fingerprint(), cause.code(), cause.where(), cause.what(), cause.saw(), cause.want(), cause.at(), cause.fix(),
                    cause.letters(), cause.attempts(), cause.firstSeen(), cause.lastSeen(), cause.newest(), cause.kind(), cause.source(),
                    cause.examples(), cause.holdsBack(), list);
        }
    }

    /** What was put away. */
    @Schema(name = "Discarded")
    record Discarded(long id, boolean discarded) {}

    /** @param discarded how many letters were put away now; none where somebody was quicker */
    @Schema(name = "DiscardedCause")
    record DiscardedCause(String fingerprint, long discarded) {}

    private final DeadLetterDesk letters;
    private final DeadLetterReplay replay;

    DeadLettersApi(DeadLetterDesk letters, DeadLetterReplay replay) {
        this.letters = letters;
        this.replay = replay;
    }

    @GetMapping
    @Operation(
            operationId = "deadLetterCauses", summary = "Causes of dead letters, the most frequent first",
            description = "Letters of one code and step go together: rows and files by their source, entries and documents by the value that "
                    + "was seen, whatever numbers stand in it. With `fingerprint`, that cause alone with a page of its letters in `list`.")
    ResponseEntity<List<Group>> causes(
            @Parameter(description = "open (when none is named), replayed, discarded or resolved") @RequestParam(required = false) String state,
            @Parameter(description = "a cause, as the list names it") @RequestParam(required = false) String fingerprint,
            @Parameter(description = "such as FMT-304") @RequestParam(required = false) String code,
            @Parameter(description = "row, file, entry or document") @RequestParam(required = false) String kind,
            @RequestParam(required = false) String source,
            @RequestParam(required = false) Integer page, @RequestParam(required = false) Integer size, HttpServletRequest request) {
        Slice slice = Slice.asked(page, size, Slice.MOST);
        Wanted wanted = wanted(state, fingerprint, code, kind, source);
        if (wanted.fingerprint() == null) {
            List<Group> rows = letters.causes(wanted, slice.size(), slice.offset()).stream().map(cause -> Group.of(cause, null)).toList();
            return Paged.answer(new Listed<>(rows, letters.countCauses(wanted), slice), request);
        }
        List<Cause> cause = letters.causes(wanted, 1, 0);
        List<Line> list = letters.lines(wanted.state(), wanted.fingerprint(), slice.size(), slice.offset());
        long total = cause.isEmpty() ? 0 : cause.get(0).letters();
        return Paged.answer(cause.stream().map(one -> Group.of(one, list)).toList(), new Listed<>(list, total, slice), request);
    }

    static Wanted wanted(String state, String fingerprint, String code, String kind, String source) {
        String word = Asked.oneOf("state", state, STATES);
        return new Wanted(
                word == null ? State.OPEN : State.valueOf(word.toUpperCase(Locale.ROOT)), Asked.fingerprint(fingerprint),
                Asked.text("code", code), Asked.oneOf("kind", kind, KINDS), Asked.text("source", source));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "deadLetter", summary = "One dead letter, whole", description = "As received and at the step that failed; secrets in it are masked.")
    Letter letter(@PathVariable long id) {
        return letters.letter(id).orElseThrow(() -> missing(id));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter", summary = "Try one again",
            description = "An entry goes back to those to allocate, a document to the outbox under the key it had; the next run does the rest. "
                    + "`replayed` is false where `next` says what a person has to do instead.")
    Replayed replay(@PathVariable long id, @Parameter(description = "why") @RequestParam(required = false) String note, Principal who) {
        return replay.replay(id, Who.name(who), Asked.note("note", note));
    }

    @PostMapping("/{id}/discard")
    @Operation(operationId = "discardDeadLetter", summary = "Put one away for good", description = "What failed is not tried again, and does not open again when it fails again.")
    Discarded discard(
            @PathVariable long id, @Parameter(description = "the reason; required") @RequestParam(required = false) String why, Principal who) {
        String reason = Asked.reason(why);
        if (!letters.discard(id, Who.name(who), reason)) {
            throw DeadLetterReplay.notOpen(letters.letter(id).orElseThrow(() -> missing(id)));
        }
        return new Discarded(id, true);
    }

    @PostMapping("/replay")
    @Operation(operationId = "replayCause", summary = "Try all letters of one cause again", description = "Again, or by two people at once, does nothing twice.")
    ReplayedCause replayCause(
            @RequestParam(required = false) String fingerprint, @Parameter(description = "why") @RequestParam(required = false) String note,
            Principal who) {
        return replay.replayCause(known(fingerprint), Who.name(who), Asked.note("note", note));
    }

    @PostMapping("/replay-all")
    @Operation(
            operationId = "replayAll", summary = "Try everything again",
            description = "Every entry and document that failed, whatever the cause; rows and files are corrected where they come from. Again, or by two "
                    + "people at once, does nothing twice.")
    ReplayedAll replayAll(@Parameter(description = "why") @RequestParam(required = false) String note, Principal who) {
        return replay.replayAll(Who.name(who), Asked.note("note", note));
    }

    @PostMapping("/discard")
    @Operation(operationId = "discardCause", summary = "Put all letters of one cause away for good", description = "Those that were there when whoever decides looked.")
    DiscardedCause discardCause(
            @RequestParam(required = false) String fingerprint,
            @Parameter(description = "the reason; required") @RequestParam(required = false) String why,
            @Parameter(description = "the highest number among the letters that were looked at: `newest` of the cause") @RequestParam(required = false) Long upTo,
            Principal who) {
        String reason = Asked.reason(why);
        String cause = known(fingerprint);
        return new DiscardedCause(cause, letters.discardCause(cause, upTo == null ? Long.MAX_VALUE : upTo, Who.name(who), reason));
    }

    private String known(String fingerprint) {
        String cause = Asked.fingerprint(Asked.required("fingerprint", fingerprint, "a cause, as /api/dead-letters names it"));
        if (!letters.known(cause)) {
            throw Asked.missing("cause " + cause, "no dead letter has this cause", "look it up in /api/dead-letters");
        }
        return cause;
    }

    private static io.hourbook.problem.Problem missing(long id) {
        return DeadLetterReplay.noSuchLetter(id);
    }
}
