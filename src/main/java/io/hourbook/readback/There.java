package io.hourbook.readback;

import io.hourbook.readback.SeenDocument.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a document stands at its target, and what a pass has to settle: a row of {@code document_there}. Pure; reading the same again gives
 * the same row.
 *
 * @param editedAt     when the edit that stands there was first read; null where it says what we wrote
 * @param waits        what a pass has to settle, or null
 * @param voidedAt     when the void was first read
 * @param settledRunId the run that freed what was on it, or null
 * @param againAt      when it was read that people had taken back a void that was settled, or null
 */
record There(
        int documentId, SeenDocument seen, Instant editedAt, String editedWhat, byte[] editedPrint, Waits waits, Instant voidedAt,
        Integer settledRunId, Instant againAt) {

    /** What a pass has to settle. */
    enum Waits {
        /** It counts there no more: what was on it is free again. */
        VOID,
        /** It can be changed there no more: what is to be changed is corrected by others. */
        FINAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param before what was read last, or null */
    static There of(There before, OurDocument ours, SeenDocument seen, Instant now) {
        Integer settled = before == null ? null : before.settledRunId;
        boolean over = !seen.state().counts();
        boolean again = !over && settled != null && ours.isVoid();
        // what stands there again is no edit of what is void here
        Judgement judged = again ? Judgement.OURS : Judgement.of(seen, ours);
        boolean sameEdit = before != null && before.editedAt != null && judged.edited() && Arrays.equals(before.editedPrint, judged.print());
        Instant edited = !judged.edited() ? null : sameEdit ? before.editedAt : now;
        Instant voided = !over ? null : before == null || before.voidedAt == null ? now : before.voidedAt;
        Instant againAt = !again ? null : before.againAt == null ? now : before.againAt;
        return new There(ours.id(), seen, edited, judged.what(), judged.print(), waits(ours, seen), voided, settled, againAt);
    }

    private static Waits waits(OurDocument ours, SeenDocument seen) {
        if (!seen.state().counts()) {
            return ours.isVoid() ? null : Waits.VOID;
        }
        // what is in doubt is looked up first; should it be final by then, the target says so itself
        boolean settled = ours.delivered() > 0 && !ours.doubted();
        return seen.state() == State.FINAL && ours.isDraft() && settled ? Waits.FINAL : null;
    }

    /** Whether this is the first time that people were seen to have taken back a void that was settled. */
    boolean newlyAgain(There before) {
        return againAt != null && (before == null || before.againAt == null);
    }
}
