package io.hourbook.console;

import io.hourbook.deadletter.DeadLetterDesk;
import io.hourbook.deadletter.DeadLetterDesk.Cause;
import io.hourbook.deadletter.DeadLetterDesk.Letter;
import io.hourbook.deadletter.DeadLetterDesk.Wanted;
import io.hourbook.deadletter.DeadLetterReplay;
import io.hourbook.deadletter.DeadLetterReplay.Replayed;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedAll;
import io.hourbook.deadletter.DeadLetterReplay.ReplayedCause;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Dead letters by cause, one cause, one letter; and the buttons on them. */
@Controller
class LetterPages {

    private static final int ROWS = 50;

    private final Frame frame;
    private final DeadLetterDesk letters;
    private final DeadLetterReplay replay;
    private final KeptFiles kept;

    LetterPages(Frame frame, DeadLetterDesk letters, DeadLetterReplay replay, KeptFiles kept) {
        this.kept = kept;
        this.frame = frame;
        this.letters = letters;
        this.replay = replay;
    }

    /** With a fingerprint, that cause with a page of its letters; else a page of causes. */
    @GetMapping("/dead-letters")
    String causes(
            @RequestParam(required = false) String state, @RequestParam(required = false) String fingerprint,
            @RequestParam(required = false) String code, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String source, @RequestParam(required = false) Integer page, Model model) {
        Company.View view = frame.around(model, "dead-letters");
        Wanted wanted = DeadLettersApi.wanted(state, fingerprint, code, kind, source);
        Slice slice = Slice.asked(page, null, ROWS);
        String word = wanted.state().name().toLowerCase(Locale.ROOT);
        model.addAttribute("state", word);
        model.addAttribute("states", DeadLettersApi.STATES);
        model.addAttribute("kinds", DeadLettersApi.KINDS);
        model.addAttribute("sources", view.sources());
        model.addAttribute("wanted", wanted);
        model.addAttribute("counts", letters.counts());
        model.addAttribute("base", PageWords.base(
                "/dead-letters", "state", word, "fingerprint", wanted.fingerprint(), "code", wanted.code(), "kind", wanted.kind(), "source", wanted.source()));
        boolean one = wanted.fingerprint() != null;
        List<Cause> causes = letters.causes(wanted, one ? 1 : slice.size(), one ? 0 : slice.offset());
        model.addAttribute("causes", one ? new Listed<>(causes, causes.size(), Slice.first(1)) : new Listed<>(causes, letters.countCauses(wanted), slice));
        // one button for all of them helps where there are several, and only the unfiltered list shows what it would do
        model.addAttribute("again", one || !wanted.equals(new Wanted(DeadLetterDesk.State.OPEN, null, null, null, null)) || slice.offset() > 0
                ? 0 : causes.stream().filter(Cause::replayable).count());
        model.addAttribute("lines", !one ? null : new Listed<>(
                letters.lines(wanted.state(), wanted.fingerprint(), slice.size(), slice.offset()),
                causes.isEmpty() ? 0 : causes.get(0).letters(), slice));
        return "dead-letters";
    }

    @GetMapping("/dead-letters/{id}")
    String letter(@PathVariable long id, Model model) {
        frame.around(model, "dead-letters");
        Letter letter = letters.letter(id).orElseThrow(() -> DeadLetterReplay.noSuchLetter(id));
        model.addAttribute("letter", letter);
        model.addAttribute("line", letter.line());
        model.addAttribute("kept", kept.of(letter));
        return "dead-letter";
    }

    @PostMapping("/dead-letters/{id}/replay")
    String replay(@PathVariable long id, Principal who, RedirectAttributes said) {
        Replayed replayed = replay.replay(id, Who.name(who), null);
        said.addFlashAttribute("said", (replayed.replayed() ? "Put back: " : "Not put back: ") + replayed.next() + ".");
        return "redirect:/dead-letters/" + id;
    }

    @PostMapping("/dead-letters/{id}/discard")
    String discard(@PathVariable long id, @RequestParam(required = false) String why, Principal who, RedirectAttributes said) {
        if (!letters.discard(id, Who.name(who), Asked.reason(why))) {
            throw DeadLetterReplay.notOpen(letters.letter(id).orElseThrow(() -> DeadLetterReplay.noSuchLetter(id)));
        }
        said.addFlashAttribute("said", "Dead letter " + id + " is put away.");
        return "redirect:/dead-letters/" + id;
    }

    @PostMapping("/dead-letters/replay")
    String replayCause(@RequestParam(required = false) String fingerprint, Principal who, RedirectAttributes said) {
        ReplayedCause replayed = replay.replayCause(cause(fingerprint), Who.name(who), null);
        said.addFlashAttribute("said", letters(replayed.replayed()) + " put back: " + replayed.next() + ".");
        return "redirect:/dead-letters";
    }

    @PostMapping("/dead-letters/replay-all")
    String replayAll(Principal who, RedirectAttributes said) {
        ReplayedAll replayed = replay.replayAll(Who.name(who), null);
        said.addFlashAttribute("said", letters(replayed.replayed()) + " put back: the next pass takes them up again."
                + (replayed.left() == 0 ? "" : " " + letters(replayed.left()) + " left, which somebody has to look at."));
        return "redirect:/dead-letters";
    }

    @PostMapping("/dead-letters/discard")
    String discardCause(
            @RequestParam(required = false) String fingerprint, @RequestParam(required = false) String why,
            @RequestParam(required = false) Long upTo, Principal who, RedirectAttributes said) {
        String reason = Asked.reason(why);
        long discarded = letters.discardCause(cause(fingerprint), upTo == null ? Long.MAX_VALUE : upTo, Who.name(who), reason);
        said.addFlashAttribute("said", letters(discarded) + " put away.");
        return "redirect:/dead-letters";
    }

    private static String cause(String fingerprint) {
        return Asked.fingerprint(Asked.required("fingerprint", fingerprint, "a cause, as the list of dead letters names it"));
    }

    private static String letters(long count) {
        return count == 0 ? "No letter" : count == 1 ? "1 letter" : count + " letters";
    }
}
